"""What a registration's status is called; each word is the beginning of one of the status's words."""

CANCELLED = (
    "cancel", "not attending", "annul", "refund", "withdrawn", "deleted", "storniert", "abgemeldet", "geannuleerd",
    "отмен", "iptal",    "रद्द", "বাতিল", "منسوخ", "ملغ", "בוטל", "取消", "キャンセル", "batal", "dibatal",
)  # fmt: skip
DENIED = (
    "denied", "not approved", "unapproved", "disapproved",
    "reject", "refus", "declin", "deneg", "rechaz", "abgelehnt", "recusad", "negad", "rifiutat", "geweigerd",
    "отклон", "отказ", "redded", "अस्वीकृत", "প্রত্যাখ্যা", "مسترد", "مرفوض", "נדחה", "拒绝", "拒絕", "却下", "ditolak",
)  # fmt: skip
PENDING = (
    "pending", "waiting", "waitlist", "wait list", "awaiting", "not confirmed", "unconfirmed", "not yet confirmed",
    "attente", "pendiente", "unpaid", "to be paid", "invited", "ausstehend", "pendente", "attesa",
    "in behandeling", "ожида", "bekle", "लंबित", "प्रतीक्षा", "অপেক্ষ", "زیر التوا", "معلق", "ממתין", "待", "保留",
    "menunggu",
)  # fmt: skip
