from datetime import datetime


def tell(at: datetime) -> None:
    pass
