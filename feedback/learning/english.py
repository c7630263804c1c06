"""The course and the principles in English."""

from feedback.learning.lessons import Choice, Lesson, Option, Rewriting

PRINCIPLES = """\
Ask before you tell
You saw one side of it. The person who did it knows the rest. Ask what they were trying to do, and whether this is a good moment. Then tell.

One moment, not a habit
Say when and where it was. Somebody who can find the moment in their own memory can do something with it. “Always” and “never” only start a search for the exception.

What you saw, not who they are
Write what a camera in the room would have recorded. “Careless” and “brilliant” are about the person, and nobody can change who they are by Friday.

What came of it
A fact that anybody could check, or what it did to you. Not what you think they meant by it: nobody can see an intention.

One thing to try
Small enough to begin within two weeks, and something they can do themselves. Two things at once are none.

Praise as exactly as you correct
“Well done” is kind and teaches nothing. Name what they did, so that they can do it again on purpose.

Soon, and not in anger
A week later the details are gone. In anger they are wrong. Keep it as a draft overnight if you are not sure which it is.

Across the table
Write nothing that you would not say to them in person. If it is hard to write, it may be a talk: ask for one.

It is theirs now
Once sent, it belongs to them. They may thank you, ask back, or leave it. You need not be right, and they need not agree."""

COURSE: tuple[Lesson, ...] = (
    Choice(
        "moment",
        "Name the moment",
        "Feedback is not good in itself. When two researchers, Kluger and DeNisi, put together what "
        "600 comparisons had found, it helped on the whole, yet after more than a third of them people "
        "did worse than before. It tended to go wrong where it turned attention away from the work "
        "and towards the person.\n\n"
        "So tell about the work: when and where it was (the situation), what you saw or heard (the "
        "behaviour), and what came of it (the impact).",
        "After which of these could Mia do it again on purpose?",
        (
            Option(
                "“Mia, you were great with the customer. You are a natural.”",
                "It is warm, and Mia will be glad. But she did a hundred things in that meeting, and "
                "this does not say which of them was the good one.",
            ),
            Option(
                "“On Tuesday, when they said the price was too high, you asked what waiting would "
                "cost them, and then you were silent. They did the sums aloud, and signed on Thursday.”",
                "A moment, something she did, and what came of it. The next time somebody says “too "
                "high”, she will remember.",
                is_better=True,
            ),
        ),
    ),
    Choice(
        "behaviour",
        "What you saw, not who they are",
        "A word about the person ends the conversation. Somebody called careless can only defend "
        "themselves, and somebody called brilliant can only be afraid of the day they are not.\n\n"
        "Imagine a camera in the room. It records no carelessness and no brilliance, only what "
        "people say and do. Write what it would have recorded.",
        "Which one is about what happened?",
        (
            Option(
                "“Drawing 14 went out on Monday with the old pipe diameter. The site had cut two "
                "pipes before we noticed.”",
                "Anybody can check it, and both of you can now ask how the old diameter got in.",
                is_better=True,
            ),
            Option(
                "“You are careless with the drawings.”",
                "Which drawing, and when? It is a judgement about a person, and it invites a reply "
                "about a person: “I am not.”",
            ),
        ),
    ),
    Choice(
        "impact",
        "What came of it",
        "The impact is why it matters at all. It is a fact that anybody could check, or what it did "
        "to you. It is never what the other person meant by it: you cannot see that, and when you "
        "guess wrong they stop listening.",
        "Which one says what came of it, without a guess?",
        (
            Option(
                "“You did not care that I had to stay late.”",
                "Perhaps they did care, and did not know. This is a guess about somebody’s mind.",
            ),
            Option(
                "“The figures came at six, so I finished the offer at nine, and missed my "
                "daughter’s concert.”",
                "Two facts and what it cost. Nothing in it can be wrong, and it is hard to read "
                "without wanting to do something.",
                is_better=True,
            ),
        ),
    ),
    Choice(
        "try",
        "One thing to try",
        "An improvement without something to try leaves the other person alone with it. That is why "
        "this is the one field that must not stay empty.\n\n"
        "One thing, small enough to begin within two weeks, that they can do themselves. They may "
        "find a better one. Then yours has done its work.",
        "Which one can be tried on Friday?",
        (
            Option(
                "“Before you leave on Friday, tell the night shift aloud which valves are still "
                "closed.”",
                "A day, a place and a sentence to say. After one Friday you both know whether it "
                "helps.",
                is_better=True,
            ),
            Option(
                "“Please communicate better with the night shift.”",
                "Everybody agrees, and nobody knows what to do differently on Friday.",
            ),
        ),
    ),
    Choice(
        "ask",
        "Ask before you tell",
        "You saw one side of it. What the other person tried to do, what was in their way, and what "
        "you could not see from where you stood, only they know.\n\n"
        "A question first costs a minute. It may turn out that the thing to try is for you.",
        "Which one leaves room for what you did not see?",
        (
            Option(
                "“You should have called the supplier earlier. Call on the first day next time.”",
                "Perhaps they called, and nobody picked up. Now they have to contradict you to tell "
                "you so.",
            ),
            Option(
                "“I saw that the supplier was called on day nine. What was in the way before? If "
                "nothing was, a call on the first day might have saved us the week.”",
                "It says what was seen, asks, and offers something to try in case it fits.",
                is_better=True,
            ),
        ),
    ),
    Rewriting(
        "rewrite",
        "Now you",
        "On 3 November the hand-over sheet for Harbour Road named the pump, but not its setting. "
        "Ioana searched for it for twenty minutes while the heating was off.",
        "Say it so that it helps: the moment, what was seen, what came of it, one thing to try.",
        "You are always so chaotic with your hand-overs. Please be more organised.",
        "On 3 November the hand-over sheet for Harbour Road named the pump but not its setting. "
        "Ioana looked for it for twenty minutes while the heating was off. Could you write the "
        "setting right behind the pump’s name next time, in the same line?",
    ),
)
