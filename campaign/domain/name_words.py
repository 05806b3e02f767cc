"""The words that names are made of, folded: what is among them is a name, what is not may be a slip of the keyboard.

Kinh names draw on a few hundred syllables, so "Lan" and "Loan" are two names while "Lna" is none. The words of highland
names are the frequent ones only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_KINH: Final = """
ai an anh ao au ba bac bach bang bao be bich bien binh bo bong bui buu ca cam can canh cao cat chanh chau chi chien
chin chinh
chu chung chuong chuyen co con cong cu cuc cung cuong da dai dam dan dang danh dao dat dau dich diem dien diep dieu dinh
do doa doan doanh dong du duc dung duoc duong duy duyen em gai gam gia giang giao giau gioi giap ha hai ham han hang
hanh hao hau hien hiep hieu ho hoa hoai hoan hoang hoanh hoat hoc hoi hong hop hue hung huong huu huy huyen huynh ich
kha khai khang khanh khe khiem khoa khoan khoat khoi khue khung khuong khuyen kien kiem kien kiet kieu kim ky la lac lai
lam lan lang lanh lap lat le len lich liem lien lieu linh lo loan loc loi long lu lua luan luat luc luong luu luyen ly
ma mac mai man manh mao may men mi mien minh mo moc mong mui mung muoi my na nam nang nga ngan nghi nghia nghiem ngo
ngoan ngoc nguyen nguyet nha nhac nham nhan nhat nhi nhien nho nhu nhung ninh no nong nu nuong oanh pha phac pham phan
phap phat phi phien phong phu phuc phung phuoc phuong phuot quach quan quang que quoc quy quyen quyet quynh rang ri sa
sam san sang sanh sau sen si sinh so soi son song su suong suu sy ta tac tai tam tan tang tao tap tat tham than thang
thanh thao thai thach the theu thi thich thiem thien thiep thiet thieu thinh tho thoa thoai thoan thoi thom thong thu
thua thuan thuat thuc thung thuoc thuong thuy thuyen thuyet ti tich tien tiep tieu tim tin tinh to toai toan toi tong
ton tra trac trach tram tran trang tri trich triem trien triet trieu trinh tro trong tru truc trung truong tu tuan tuat
tuc tue tung tuoc tuoi tuong tuu tuy tuyen tuyet ty uc ung uoc uy uyen van vang vi vien viet vinh vo vu vui vuong vy xa
xinh xoan xuan xuyen y yen
bi de di ke ne ni po pu ra re ro se te ut ve xi
"""
_HIGHLAND: Final = """
adrong aduon ajun ayun bhok bkrong bling bliu buon bya byo cil dak drong duot eban ecam enuol guk hdok hdrue hmok hra
hwing hwinh jrue juen kbuor kdam kdoh knul kpa kpor krong ksor ktla ktul kuan lieng lina maryam mdrang mlo mul
nay ndu nie niekdam nhuon ntor pang phok pjang rahlan rcam rcom rmah rue sien siu sruk sutdier then tlang toplang wot
"""
_HIGHLAND_WORDS: Final = frozenset(_HIGHLAND.split())
WORDS: Final = _HIGHLAND_WORDS | frozenset(_KINH.split())
# What an unfinished Telex input leaves in a word: the letter of a tone at its end, a doubled vowel, a w for a hook.
_DOUBLED: Final = re.compile(r"([aeod])\1")
_TONE: Final = re.compile(r"[sfrxj]$")
_SHORT: Final = 4


def is_word(word: str) -> bool:
    """Tell whether a folded word is one that names are made of."""
    return word in WORDS


def is_highland(word: str) -> bool:
    """Tell whether a folded word is one of highland names and of no other."""
    return word in _HIGHLAND_WORDS


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """Return a folded word without the rests of Telex when that makes it a known one: nguyeenx becomes nguyen."""
    if word in WORDS:
        return word
    bare = _DOUBLED.sub(r"\1", word.replace("w", ""))
    toneless = _TONE.sub("", bare)
    # An r or s at the end of a short word is more often a letter of its own.
    sure = bare != word or word[-1:] in {"f", "j", "x"} or len(word) > _SHORT
    return next((found for found in (bare, toneless) if sure and found in WORDS), word)
