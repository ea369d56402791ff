"""Why a text has no reading by the language model; whoever asked goes on without it."""


class LanguageModelError(Exception):
    """The model was not asked, or gave no answer that can be used; the message says why, in plain words."""


class SilentServerError(LanguageModelError):
    """The server cannot be reached or does not answer in time; asking again at once would only wait again."""
