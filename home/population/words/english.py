"""What people write in English."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

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
WORDS = Words(
    places=(
        "St Olave's",
        "Harbour Road",
        "Hall 3",
        "Bergen North",
        "the ferry terminal",
        "Millbrook School",
        "the Kvam substation",
        "the swimming pool",
        "Tower 7",
        "the dairy",
        "Station Street",
        "the depot",
    ),
    praise=(FIELD, DESIGN, OFFICE),
    lessons=(HANDOVER, MEETINGS, PLANNING, WRITING),
    notes=(
        (
            "We looked back at the two weeks at {place}.",
            "Began with what went well: the start-up at {place} ran in one visit.",
            "Talked about the weeks since the plan changed.",
            "A quieter stretch. Time to look at how the work is done.",
            "Mostly about {place} and what it takes out of everybody.",
            "Short talk between two site visits.",
        ),
        (
            "What helped: drawings a day ahead, and one person who answers the phone.",
            "Hard part: three people ask for the same afternoon. Saying no early worked better than late.",
            "Learnt that the readings make sense only with the weather beside them.",
            "Wants to run the next review alone; will need a second pair of eyes on the loads.",
            "Explaining to customers gets easier when the pump is drawn and not described.",
            "Energy is back after the holidays, patience with the new form is not.",
            "We disagreed about the deadline and found out that we meant different deadlines.",
        ),
        (
            "Next time: bring the numbers of the last five visits.",
            "Agreed to try it for four weeks and look again.",
            "Left open: who talks to purchasing.",
            "Will ask two colleagues for their view before we meet again.",
            "Nothing urgent. Good to have said it aloud.",
        ),
    ),
    answers=(
        (
            "The start-up at {place} went through in one visit, for the first time this year.",
            "I finished the spare-part list that everybody had been promising for months.",
            "Two apprentices ran the test without me in the room.",
            "The quote for {place} went out on time and was accepted.",
        ),
        (
            "I asked for the drawings a day earlier and walked the room once. Next time I would ask two days ahead.",
            "Step by step, and alone for too long. I would bring somebody in after the first surprise.",
            "I wrote down what each of us had promised. I would send it the same evening.",
            "By ringing instead of writing. I would do that again.",
        ),
        (
            "The ward stayed warm, and nobody there noticed that we changed the pump.",
            "The caretaker at {place} now resets it himself and sleeps through.",
            "Purchasing orders once a month and not five times.",
            "Hard to say yet. I will ask the customer in two weeks.",
        ),
        (
            "That the second reading is worth the drive.",
            "That I explain too fast when I am sure.",
            "How the new controller counts its hours.",
            "That asking 'what would you do?' gives me more than telling.",
        ),
        (
            "Read my first page before it goes to the customer.",
            "Tell me when I answer too quickly. A look is enough.",
            "Twenty minutes on the load case, with paper.",
            "Ask the planners with me; alone I do not get an answer.",
        ),
    ),
    commitments=(
        "Show Emre the start-up list",
        "Ask purchasing for the three oldest call-backs",
        "Send the readings of {place} by Friday",
        "Draw the load path and bring it along",
        "Ring the customer at {place} about the second visit",
        "Try the one-page report on the next job",
        "Ask two colleagues how the hand-over sheet works for them",
        "Read the first page of the report before it goes out",
        "Book an hour with the workshop",
        "Write down what we decided about the flange, and why",
        "Let the apprentice lead the test at {place}",
        "Find out who owns the spare-part list",
    ),
    agenda=(
        "The plan for {place}",
        "How we hand over on Fridays",
        "What I want to learn this winter",
        "The new controller",
        "Who talks to the customer",
        "Holidays and who covers",
        "My goal and its number",
        "What slowed us down",
    ),
    coach_commits=(
        "I keep an hour free every second week, and I do not move it for a meeting.",
        "I ask first, and give advice when you want some.",
        "What you tell me stays with me.",
        "When I see something that could go better, I say it within two days.",
    ),
    coachee_commits=(
        "I come with one thing that I want to understand.",
        "I try what we agree on, and say how it went.",
        "I say so when the rhythm is too much.",
        "I ask for help before the week is over.",
    ),
    wants_help=(
        "I would like help with a talk that I keep putting off.",
        "Could you look at my plan for {place} with me?",
        "I do not know how to say no to a third job on the same day.",
    ),
    skip_reasons=(
        "Both on site that week.",
        "Ill.",
        "On holiday.",
        "We talked at length at {place} already.",
        "The shutdown took the whole week.",
    ),
    thanks=(
        "Thank you. I had not noticed that anybody saw it.",
        "This helps, and it was easy to hear. Thank you.",
        "Thanks for saying it so plainly.",
        "I needed that this week.",
        "Thank you for the example; now I know what you mean.",
    ),
    will_try=(
        "Read the sheet aloud before I leave.",
        "Count to three.",
        "Send the readings by six, complete or not.",
        "Start the report with the sentence I would say on the phone.",
        "Ask what everyone saw first.",
    ),
    replies=(
        "Was it the first visit you mean, or the one after?",
        "Could you show me on Monday how you would write it?",
        "I tried it at {place} yesterday. It took two minutes and nobody rang me after.",
        "I see it. I was in a hurry to get the crew on the road.",
        "Yes, exactly that moment.",
        "Happy to. Bring the sheet along.",
    ),
    comments=(
        "The numbers of {place} should go in as well.",
        "We tried something like this two years ago; I still have the list.",
        "I can help on Thursdays.",
        "What happens with the old contracts?",
        "This is the reason why I joined.",
        "The forecast looks brave. I like it.",
    ),
    measurement_notes=(
        "",
        "",
        "",
        "Holiday week",
        "Counted by hand",
        "Without {place}",
        "First full month",
        "Two crews ill",
    ),
    forecast_notes=(
        "Two controllers of the old series fail in damp cellars. We know how to fix it, but not yet.",
        "The new hand-over sheet helps more than I thought.",
        "Half of it depends on parts that come in spring.",
        "Three weeks in a row without a second drive.",
        "Holidays cost us more than we planned for.",
        "Counted again with {place}: it is honestly less.",
    ),
    aims=(
        Aim(
            "Fixed on the first visit",
            "Every second drive costs somebody a warm evening and us half a day.",
            (
                Number("Plants commissioned in one visit", "%", 74, 92),
                Number("Call-backs a month", "", 31, 12),
            ),
        ),
        Aim(
            "Hand-overs that need no phone call",
            "The night shift should read what happened and not have to guess.",
            (
                Number("Hand-overs written the same day", "of 14", 6, 14),
                Number("Calls to the day crew at night", "", 22, 5),
            ),
        ),
        Aim(
            "Apprentices who can run a start-up",
            "In two years a third of us retires. What we know has to stay.",
            (Number("Apprentices who ran a start-up themselves", "", 0, 8),),
        ),
        Aim(
            "Quotes that hold",
            "A quote that is wrong costs us twice: money first, then trust.",
            (Number("Jobs within 5 % of the quote", "%", 58, 85),),
        ),
        Aim(
            "Drawings a day ahead",
            "Crews that read the drawing before they leave make half the mistakes.",
            (
                Number("Drawings there the day before", "%", 41, 95),
                Number("Questions from the site", "a week", 60, 20),
            ),
        ),
        Aim(
            "A quieter gearbox",
            "People live next to these machines. They hear every decision we make.",
            (
                Number("Sound at 50 m", "dB", 49, 43),
                Number("Test runs without a surprise", "of 12", 4, 10),
            ),
        ),
        Aim(
            "Spare parts where they are needed",
            "A part in the wrong depot is a part we do not have.",
            (Number("Jobs that waited for a part", "a month", 26, 6),),
        ),
        Aim(
            "Explain it so that it stays explained",
            "Customers who understand their plant ring us for the right things.",
            (Number("Customers who say they understood", "%", 62, 90),),
        ),
        Aim(
            "Learn to read vibration",
            "I want to hear a bearing before it stops, and not after.",
            (Number("Diagnoses confirmed later", "of 20", 7, 16),),
        ),
        Aim(
            "Shorter meetings, firmer decisions",
            "We decide things three times because nobody writes down the first.",
            (
                Number("Decisions with a name and a day", "%", 35, 90),
                Number("Hours in meetings", "a week", 11, 6),
            ),
        ),
        Aim(
            "No injuries on ladders",
            "Two near misses this spring were two too many.",
            (Number("Jobs with a ladder check", "%", 52, 100),),
        ),
        Aim(
            "Less paper in the van",
            "What is written twice is wrong once.",
            (Number("Forms for each job", "", 7, 2),),
        ),
    ),
    job_titles=(
        "Commissioning engineer",
        "Service technician",
        "Design engineer",
        "Planner",
        "Buyer",
        "Project lead",
        "Test engineer",
        "Field supervisor",
        "Controls engineer",
        "Apprentice",
        "Customer adviser",
        "Safety adviser",
    ),
    whys=(
        "I want to be somebody whom others can rely on when it gets difficult.",
        "My team needs a second person who can do this.",
        "I have learnt it by watching, and I would like to know what I am doing.",
    ),
    reflections=(
        "It worked at {place} without help, and I noticed only afterwards.",
        "I still need somebody who looks over it, and that is all right.",
        "I was too quick twice this month. I take a step back and do it slowly.",
        "A younger colleague asked me how I do it, and I could say it in three sentences.",
    ),
    seen=(
        "I was there, and it went exactly like that: calm, and in the right order.",
        "The new colleague did it alone afterwards, after one explanation.",
        "I had expected a call in the evening. There was none.",
    ),
)
