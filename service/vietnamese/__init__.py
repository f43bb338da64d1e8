"""The letters of Vietnamese, and the ends of its syllables."""

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
"""The small vowels with all tones, for use inside a character class too."""

BEYOND_ASCII = "".join(letter for letter in f"{VOWELS}đ" if not letter.isascii())
"""The small letters that ASCII lacks."""

ONSETS = tuple(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()  # noqa: SIM905
)
"""How a syllable may begin, where not with its vowel."""

CODAS = ("c", "ch", "m", "n", "ng", "nh", "p", "t")
"""How a syllable may end behind its vowel."""
