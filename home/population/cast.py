"""The people of the demo whom everybody can sign in as."""

from dataclasses import dataclass

ADA, BEN, CLEO, DORA, ROOT, TESS, ZOE = range(7)  # their numbers in the demo


@dataclass(frozen=True)
class Role:
    """How a person is entered; `team` is the number of their team of each kind."""

    email: str
    name: str
    job_title: str
    place: str = "Bergen"
    country: str = "NO"
    zone: str = "Europe/Oslo"
    language: str = "en"
    team: int = 0
    is_admin: bool = False
    is_trusted: bool = False
    has_left: bool = False


CAST = (
    Role("ada@example.org", "Ada Lindqvist", "Lead engineer"),
    Role("ben@example.org", "Ben Haddad", "Commissioning engineer"),
    Role("cleo@example.org", "Cleo Adeyemi", "Service technician"),
    Role("dora@example.org", "Dora Wójcik", "Planner", team=1),
    Role("root@example.org", "Root Solberg", "Systems administrator", team=1, is_admin=True),
    Role("tess@example.org", "Tess Vogel", "Safety adviser", team=1, is_trusted=True),
    Role("zoe@example.org", "Zoe Tanaka", "Test engineer", has_left=True),
)
