"""The words of headings, folded: what lists of communes, police, schools and the youth union call their columns.

Owns the spellings only; which of them decides stands in `headings`. A step is known by the words of its own name; the
words here are those that clerks use instead, for the steps of our templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from campaign.domain.imports.columns import Field


def _split(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


# Ethnicity, religion, poverty and the groups that stand for them; no other word of the heading saves such a column.
SENSITIVE: Final = re.compile(
    r"\b(dan toc|ton giao|tin nguong|dtts|ngheo|doi tuong|khuyet tat|chinh sach|bao tro"
    r"|ethnic\w*|religion|poverty|poor)\b"
)

EXACT: Final[Mapping[Field, frozenset[str]]] = {
    Field.ID: _split("id"),
    Field.NUMBER: _split("stt, tt, so tt, so thu tu, no, s t t, thu tu"),
    Field.FULL_NAME: _split(
        "ho va ten, ho ten, hovaten, hoten, ho chu dem va ten, ho chu dem va ten khai sinh, ho dem va ten, "
        "ho va chu dem va ten, ten cong dan, cong dan, nguoi dan, ho va ten cong dan, ho va ten hoc sinh, "
        "full name, name, fullname"
    ),
    Field.BIRTH_DATE: _split(
        "ngay sinh, n sinh, ng sinh, ngay thang nam sinh, ngay thang nam, nts, ntns, "
        "sinh ngay, ngay sinh nam sinh, nam sinh ngay sinh, "
        "ngay thang nam sinh duong lich, birth date, date of birth, dob, birthday"
    ),
    Field.BIRTH_YEAR: _split("nam sinh, sinh nam, ns, birth year, year of birth"),
    Field.SEX: _split("gioi tinh, g tinh, gioi, gt, phai, nam nu, gioi tinh nam nu, sex, gender"),
    Field.PHONE: _split(
        "sdt, s d t, so dt, dt, d t, dd, so dien thoai, dien thoai, sdt zalo, zalo, so zalo, di dong, dtdd, "
        "so lien he, so lien lac, lien he, lien lac, phone, mobile, phone number, tel"
    ),
    Field.PERSONAL_ID: _split(
        "cccd, so cccd, cmnd cccd, so cmnd cccd, cccd cmnd, so cccd cmnd, so dinh danh ca nhan, sddcn, so ddcn, ddcn, "
        "ma dinh danh ca nhan, so can cuoc, can cuoc, so dinh danh, can cuoc cong dan, so can cuoc cong dan, "
        "personal id, id number, cmnd, so cmnd, cmtnd, gttt, so gttt"
    ),
    Field.PLACE_CODE: _split("place code"),
    Field.VILLAGE_LOCAL_CODE: _split(
        "village local code, ma thon, ma buon, ma thon buon, ma to dan pho, ma tdp, ma dia ban, ma dia phuong"
    ),
    Field.VILLAGE: _split("place name, village, residential group, dia ban, khu dan cu, to, don vi, dia ban cu tru"),
    Field.GUARDIAN_NAME: _split(
        "guardian name, guardian, cha, me, cha me, bo me, phu huynh, nguoi giam ho, cha hoac me"
    ),
    Field.GUARDIAN_PHONE: _split("guardian phone"),
    Field.HOUSEHOLD: _split(
        "ma ho, ma ho gia dinh, household, stt ho, so so ho khau, so ho khau, ma so ho, ma ho dan, ma so ho gia dinh"
    ),
    Field.CONSENT: _split("consent"),
    Field.STATUS: _split("tinh trang, trang thai, ket qua, tinh trang tai khoan, trang thai tai khoan, status"),
    Field.STATUS_DAY: _split("ngay, ngay thuc hien, ngay hoan thanh, ngay cap nhat, thoi gian, thoi gian thuc hien"),
    Field.IGNORED: _split(
        "created at, ghi chu, gc, note, notes, lop, khoi, truong, remarks, qhvch, quan he, ho so, ky, ho so so"
    ),
}

# A column of somebody else: a parent, or whoever made the list.
GUARDIAN: Final = re.compile(
    r"\b(cha|me|ba me|bo me|phu huynh|ph|phhs|giam ho|nguoi dai dien|guardian|parent|(ten|sdt|dien thoai) (cua )?bo)\b"
)
HEAD: Final = re.compile(r"\bchu ho\b")
OTHERS: Final = re.compile(
    r"\b(can bo|tinh nguyen vien|tnv|nguoi (lap|nhap|huong dan|thuc hien|lien he|gioi thieu|phu trach|ho tro|kich hoat)"
    r"|gvcn|giao vien chu nhiem|truong (thon|buon)|to truong|vo|chong|(ten|ma) truong)\b"
)
RELATION: Final = re.compile(r"\bquan he\b|\bqh\b|\bqhvch\b")

# The shape of headings that no list of exact spellings can hold; the first that is found decides.
PHONE: Final = re.compile(r"\b(sdt|so dt|dien thoai|di dong|dtdd|zalo|phone|mobile)\b")
NO_PHONE: Final = re.compile(r"\b(thong minh|smartphone|loai|hang|nha mang|dong may|nhom zalo)\b")
PERSONAL_ID: Final = re.compile(
    r"\b(cccd|cmnd|cmt|cmtnd|can cuoc|ddcn|sddcn|dinh danh ca nhan|so dinh danh|giay to tuy than|personal id)\b"
)
OLD_ID: Final = re.compile(r"\b(cmnd|cmt|cmtnd|chung minh)\b")
NO_ID: Final = re.compile(r"\b(cap|han|het han|loai|anh|noi|bo gd|moet|hoc sinh|bo giao duc|da co|lam|gan chip)\b")
BIRTH: Final = re.compile(r"\b(ngay|thang|nam) sinh\b|\bsinh (ngay|nam)\b|\bbirth\b|\bnts\b|\bntns\b")
NO_BIRTH: Final = re.compile(r"\b(noi sinh|khai sinh)\b")
NAME: Final = re.compile(
    r"\b(ho|ho va|ho chu|ho dem|ho va chu)( (lot|dem|chu|va|chu dem|dem va|lot va))* ten\b"
    r"|\bten (cong dan|nguoi dan|hoc sinh|sinh vien|cu tri|doan vien|hoi vien|thanh vien|nhan khau|tre|day du)\b"
)
FAMILY_PART: Final = _split(
    "ho, ho dem, ho va dem, ho va chu dem, ho chu dem, ho lot, ho va ten dem, ho va lot, ho ten dem"
)
GIVEN_PART: Final = "ten"

PLACE_WORDS: Final = _split(
    "dia, thon, buon, bon, ap, ban, lang, xom, khom, tdp, to, dan, pho, khu, khoi, ten, cu, noi, o, thuoc, so, tieu, "
    "phum, soc"
)
PLACE_NOUNS: Final = _split("thon, buon, bon, ap, ban, lang, xom, khom, tdp, phum, soc") | {
    "dan pho",
    "khu pho",
    "khoi pho",
}
PLACE_BEGINS: Final = _split("thon, buon, xom, khom, tdp")
VAGUE_PLACES: Final = _split("to, don vi")
# A number of the school, of the ministry or of the person: the cells must tell.
SOME_NUMBER: Final = "ma dinh danh"
COMMUNE: Final = _split("xa, phuong, xa phuong, ten xa, ten xa phuong, commune, ward, xa phuong dac khu, xa thi tran")
ABODE: Final = re.compile(r"\b(noi o|cho o|tam tru|hien nay|hien tai|cu tru|residence)\b")
ADDRESS: Final = re.compile(r"\b(thuong tru|d?k?hktt|dktt|ho khau|dia chi|address)\b")
NO_ADDRESS: Final = re.compile(
    r"\b(que quan|nguyen quan|noi sinh|lam viec|cong tac|noi hoc|email|tinh trang|co quan)\b"
)

IGNORED: Final = re.compile(
    r"\b(nghe nghiep|lam viec|cong tac|ghi chu|lop|chuc vu|chuc danh|chi doan|nhan khau|ngay cap|noi cap|cap ngay|email"
    r"|trinh do|hoc van|chuyen mon|quoc tich|que quan|nguyen quan|noi sinh|ma hoc sinh|ma dinh danh|dang vien|doan vien"
    r"|ky nhan|ky ten|ngay vao|hon nhan|so luong|huyen|tinh|suc khoe|bhyt|bhxh)\b"
)
# Account numbers are never collected.
NEVER: Final = re.compile(r"\b(so tai khoan|so tk|stk)\b")

STEPS: Final[Mapping[str, re.Pattern[str]]] = {
    key: re.compile(rf"\b({words})\b")
    for key, words in {
        "vneid_installed": r"cai( dat)?( ung dung| app)? vneid|^vneid$",
        "eid_level2": (
            r"kich hoat|dinh danh dien tu|dinh danh muc( do)? 0?2|dddt|tai khoan dinh danh|tk dinh danh|muc( do)? 0?2"
        ),
        "portal_account": r"(tai khoan|tk|cong)( cong)? (dvc|dich vu cong)( truc tuyen| quoc gia)?|dvcqg",
        "sim_verified": r"chinh chu|(chuan hoa|xac thuc)( thong tin)? (thue bao|sim)|thue bao",
        "bank_account": r"(tai khoan|tk|the) ngan hang|ngan hang",
        "e_wallet": r"vi dien tu",
        "online_filing": r"nop ho so|ho so truc tuyen|dvctt|dich vu cong truc tuyen",
        "chip_id_card": r"(the|co|lam|da co) (can cuoc|cccd)|(cccd|can cuoc|the) gan chip",
        "basic_documents": r"tich hop( 0?5)?( loai)? giay to|0?5 giay to",
        "social_security_account": r"an sinh xa hoi|asxh",
        "payment_account": r"(tai khoan|tk|the) (ngan hang|thanh toan)|vi dien tu|ngan hang",
        "portal_filing": r"(tu )?nop( 0?1)? ho so|ho so truc tuyen|dvctt|dvcqg|(cong )?dich vu cong",
        "online_payment": r"thanh toan (truc tuyen|online)",
        "scam_awareness": r"lua dao",
        "digital_signature": r"chu ky so",
        "health_record": r"(so|ho so) suc khoe( dien tu)?",
    }.items()
}
# Such a column says the opposite, or why, who and where.
NO_STEP: Final = re.compile(
    r"\b(chua|khong|ly do|nguoi|noi|can bo|so lan|muc( do)? 0?1|so tai khoan|ten ngan hang|chi nhanh)\b"
)
DAY_FIRST: Final = re.compile(r"^(ngay thang|ngay|thoi gian|thoi diem|date)\b")
