"""What the name of a post says of it: how high it stands, and whether one person holds it at a time."""

RANKS = (
    ("chair", "executive chair", "non-executive chair"),
    ("chief executive",),
    ("president",),
    ("managing director", "chief financial"),
    ("chief operating",),
    ("chief ", "general counsel"),
    ("head of", "dean", "editor-in-chief"),
)
LOWEST = len(RANKS)
SINGLE = ("chair", "chief ", "general counsel", "head of ", "president", "treasurer", "dean", "editor-in-chief")
SHARED = ("co-", "vice", "deputy", "joint")


def post_rank(role: str) -> int:
    """0 for a chair, 1 for a chief executive, and so on down; a post that no rule names stands last."""
    return next((rank for rank, starts in enumerate(RANKS) if role.startswith(starts)), LOWEST)


def is_held_by_one(role: str) -> bool:
    """Whether nobody else can hold the post at the same time: there is one chief executive, but many directors."""
    return role.startswith(SINGLE) and not role.startswith(SHARED)
