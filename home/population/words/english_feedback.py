"""Praise and lessons in English: what was seen at work, and what came of it."""

from home.population.words.shape import Lesson, Theme

FIELD = Theme(
    situations=(
        "On Tuesday at {place}, when the valve drawing was missing",
        "During the start-up at {place}",
        "On the call-out to {place} on Friday evening",
        "In the plant room at {place}, with the tenant waiting outside",
        "While we had two vans and three jobs on one morning",
        "At {place}, after the second pump tripped",
    ),
    behaviours=(
        "you rang the crew before they left and changed the order of the jobs",
        "you walked the whole line once more before you switched anything on",
        "you explained to the caretaker in two sentences what he would hear tonight",
        "you wrote the readings on the cabinet door, where the next shift would see them",
        "you stopped the test when the pressure looked odd, though we were late",
        "you let the apprentice set the flow rate and only asked questions",
        "you took pictures of every terminal before we opened the panel",
    ),
    impacts=(
        "Nobody had to drive twice, and the ward stayed warm.",
        "We found the swapped sensors before they cost us a night.",
        "The customer told the office that she finally understood her own heating.",
        "The night shift did not have to call anyone.",
        "I felt safe to say that I had not understood the diagram.",
        "It saved us a second visit, and about four hours.",
    ),
)
DESIGN = Theme(
    situations=(
        "In the design review for {place}",
        "When the load calculation came back with a different number",
        "In Monday's model session",
        "While we compared the two blade profiles",
        "As the supplier changed the flange at the last minute",
    ),
    behaviours=(
        "you put both assumptions side by side and asked which one we could test",
        "you said plainly that the margin was a guess, and who could replace it with a number",
        "you drew the load path on paper until everybody nodded",
        "you brought the field report along and read the technician's own words",
        "you wrote down why we rejected the first idea, not only which one we took",
        "you asked the quietest person in the room before you gave your view",
    ),
    impacts=(
        "We decided in twenty minutes what had been open for three weeks.",
        "The next team will not have to guess what we meant.",
        "I changed my drawing the same afternoon, and it is better for it.",
        "The supplier accepted it without another round.",
        "It made it easy to disagree without anybody losing face.",
    ),
)
OFFICE = Theme(
    situations=(
        "When I was ill last week",
        "In the hand-over of the {place} contract",
        "In the meeting with purchasing",
        "When the plan for {place} slipped by two weeks",
        "On my third day here",
        "While we prepared the yearly shutdown",
    ),
    behaviours=(
        "you answered my open questions and left me a list of what you had told whom",
        "you told the customer the bad news yourself, early and with two ways out",
        "you summed up what each of us had promised before we left the room",
        "you asked what would help me instead of taking the work away",
        "you shared your template and showed me the two cells that usually go wrong",
        "you kept the meeting to what we could decide, and parked the rest with names",
        "you noticed that two teams were ordering the same part and got them to talk",
    ),
    impacts=(
        "I came back to a clean desk and an unworried customer.",
        "They stayed with us, and said that this was why.",
        "For the first time I left a planning meeting without a knot in my stomach.",
        "We ordered once instead of twice and kept 14,000 in the budget.",
        "I could do it alone the week after.",
        "It spared us a round of mails in which everybody is right.",
    ),
)
HANDOVER = Lesson(
    situations=(
        "At the hand-over from {place} on Thursday",
        "When I took over your shift last week",
        "With the night crew at {place}",
    ),
    behaviours=(
        "the sheet said 'checked', without what was checked and what you found",
        "I learnt about the closed bypass from the customer and not from the notes",
        "we got the readings after the crew had left",
    ),
    impacts=(
        "We opened the panel again and lost an hour.",
        "The crew looked unprepared in front of the customer.",
        "I spent the evening guessing, and guessed wrong once.",
    ),
    recommendations=(
        "Write one line for each open point: what, where, and who waits for it. Three lines would do.",
        "Read the sheet aloud to the next crew for two minutes before you go.",
        "Send the readings by six, even when they are not complete, and say what is missing.",
        "Put a photo of the valve position with the sheet; it takes ten seconds.",
    ),
)
MEETINGS = Lesson(
    situations=(
        "In the weekly meeting on Monday",
        "When we discussed the plan for {place}",
        "In the review with the supplier",
    ),
    behaviours=(
        "you answered before Maria had finished her question, twice",
        "we talked forty minutes about a decision that was not ours",
        "you opened the point with the solution, so that nobody described the problem",
    ),
    impacts=(
        "She did not say anything after that, and she knew the site best.",
        "Two people left without knowing what they were to do.",
        "We found the real cause only a week later.",
    ),
    recommendations=(
        "Count to three after a question, and repeat it in your own words before you answer.",
        "Open each point with what has to be decided and by whom; close it with a name and a day.",
        "Ask first what everyone saw, write it down, and only then offer your solution.",
        "Give the chair to somebody else when the point is yours.",
    ),
)
PLANNING = Lesson(
    situations=(
        "In the plan for the {place} shutdown",
        "When the delivery moved to week 32",
        "For the quote to {place}",
    ),
    behaviours=(
        "the dates changed without a word to those who had booked their travel",
        "you promised the customer Friday before you asked the workshop",
        "the hours were copied from the last job, which had a lift",
    ),
    impacts=(
        "Three of us had to rebook, and one missed a birthday.",
        "The workshop worked late for a promise that was not theirs.",
        "We will lose money on it, and it will feel like our fault.",
    ),
    recommendations=(
        "Ring the three people who are hit by a change before you save it. It takes five minutes.",
        "Tell the customer when you will know, not when it will be done; then ask the workshop.",
        "Write next to each number where it comes from, so that we can ask at the right place.",
        "Walk through the plan once with somebody who has been there.",
    ),
)
WRITING = Lesson(
    situations=(
        "In the report on {place}",
        "In your mail to the whole department",
        "In the comments on my drawing",
    ),
    behaviours=(
        "the finding stood on page nine, after the method",
        "the tone was sharper than you are when we talk",
        "there were eleven remarks, and I could not see which three mattered",
    ),
    impacts=(
        "The customer stopped reading on page two and asked us what was wrong.",
        "People forwarded the tone and not the point.",
        "I fixed the small ones first and ran out of time for the bearing.",
    ),
    recommendations=(
        "Start with the one sentence you would say on the phone, then how you know it.",
        "Leave such a mail for an hour, or ring the two people it is really for.",
        "Mark the ones that have to change, and put the rest under 'if you have time'.",
        "Let a colleague from another trade read the first page before it goes out.",
    ),
)
