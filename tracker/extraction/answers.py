"""The form of the reader's answers: what it says of each piece of a window, and of each person's digest."""

from enum import IntEnum

# Question 1, for each piece of a window
TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORGANISATION", "I-ORGANISATION")

# Question 2: what the person did, in the news and in an earlier career
FRAMES = ("departure", "appointment", "past_departure", "past_appointment")
MANNERS = {
    "departure": (
        "resigned",
        "retired",
        "stepped_down",
        "dismissed",
        "laid_off",
        "died",
        "term_ended",
        "transferred",
        "unknown",
    ),
    "appointment": ("hired", "promoted", "transferred", "elected", "interim", "founded", "unknown"),
}
STATUSES = ("confirmed", "reported", "rumoured", "denied")
# ... and for each piece of the digest
TOKEN_LABELS = ("role_departure", "role_appointment", "role_past", "evidence_departure", "evidence_appointment")


class CandidateLabel(IntEnum):
    """What a mention may be to the person: one of each, but for those of an earlier career."""

    DEPARTURE_COMPANY = 0
    APPOINTMENT_COMPANY = 1
    DEPARTURE_OTHER = 2
    APPOINTMENT_OTHER = 3
    DEPARTURE_COUNTERPART = 4
    APPOINTMENT_COUNTERPART = 5
    DEPARTURE_EFFECTIVE = 6
    APPOINTMENT_EFFECTIVE = 7
    DEPARTURE_ANNOUNCED = 8
    APPOINTMENT_ANNOUNCED = 9
    PAST_DEPARTURE_COMPANY = 10
    PAST_APPOINTMENT_COMPANY = 11
    IS_FUTURE = 12


SINGLE_SLOTS = tuple(label for label in CandidateLabel if label < CandidateLabel.PAST_DEPARTURE_COMPANY)
DATE_SLOTS = tuple(label for label in SINGLE_SLOTS if label >= CandidateLabel.DEPARTURE_EFFECTIVE)
