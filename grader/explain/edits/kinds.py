"""What a change of a learner's file says when it puts the file right: the kinds, with a sentence
each that says what is wrong without saying what to type, the most probable first."""

from __future__ import annotations

from typing import NamedTuple

from exercises.texts import Text

_T = Text
#: kind -> what is wrong, with `{shown}` for what stands there; the most probable first.
KINDS: dict[str, Text] = {
    "operator": _T("the operation in {shown} is not the right one", "{shown} 用错了运算"),
    "sign": _T("the sign of {shown} is wrong", "{shown} 的符号错了"),
    "axis": _T("{shown} runs over the wrong axis", "{shown} 沿着错误的维度计算"),
    "keepdim": _T("the axis that {shown} takes away, or keeps, does not fit what follows",
                  "{shown} 去掉（或保留）的那一维与后面的运算对不上"),
    "axis-kept": _T("{shown} runs over the wrong axis", "{shown} 沿着错误的维度计算"),
    "reduction": _T("{shown} is the wrong reduction", "{shown} 用错了归约方式"),
    "reduction-missing": _T("a reduction is missing around {shown}", "{shown} 外面少了一次归约"),
    "reduction-extra": _T("{shown} reduces what is still needed entry by entry",
                          "{shown} 把后面还要逐元素使用的量归约掉了"),
    "axis-missing": _T("{shown} runs over everything at once; here it should take one axis",
                       "{shown} 一下子归约了全部元素；这里只应沿一维"),
    "axis-extra": _T("{shown} takes one axis only; here everything is meant",
                     "{shown} 只沿一维；这里应当是全部元素"),
    "pair": _T("{shown} gives two tensors, the values and where they stand",
               "{shown} 返回两个张量：值和位置"),
    "cut": _T("{shown} keeps a gradient from flowing that is needed", "{shown} 切断了需要的梯度"),
    "return": _T("nothing is returned", "没有返回结果"),
    "sides": _T("the two sides of {shown} are the wrong way round", "{shown} 的两边写反了"),
    "slice": _T("{shown} takes the wrong part of the axis", "{shown} 取错了那一维的部分"),
    "correction": _T("{shown} divides by the wrong count", "{shown} 除以的个数不对"),
    "function": _T("{shown} is not the function that belongs here", "这里不该用 {shown}"),
    "arguments": _T("the arguments of {shown} are in the wrong order", "{shown} 的参数顺序反了"),
    "parameters": _T("the arguments come in another order than {shown} takes them",
                     "传入参数的顺序与 {shown} 写的不同"),
    "constant": _T("the number {shown} is not right here", "这里的数 {shown} 不对"),
    "fixed": _T("{shown} is fixed where an argument is meant",
                "{shown} 写死了，这里应当用参数"),
    "name": _T("{shown} is not what belongs here", "这里不该是 {shown}"),
    "moved": _T("the two operations of {shown} come in the wrong order",
                "{shown} 的两步运算顺序反了"),
    "extra": _T("{shown} does not belong here", "这里不该有 {shown}"),
    "new-axis": _T("the axis that {shown} adds stands in the wrong place",
                   "{shown} 新增的那一维放错了位置"),
    "grouping": _T("{shown} takes in too much or too little", "{shown} 作用的范围不对"),
    "condition": _T("the condition {shown} is the wrong way round", "条件 {shown} 反了"),
    "equality": _T("the comparison {shown} takes in what is equal, or leaves it out, where it "
                   "should not", "比较 {shown} 把相等的情形算进去（或漏掉）了，而这里不应如此"),
    "branch": _T("the condition {shown} holds where it should not, or the other way round, or what "
                 "is done then is wrong",
                 "条件 {shown} 在不该成立时成立（或相反），或者成立时做的事不对"),
    "undone": _T("something has still to be done with {shown} before it is used here",
                 "{shown} 在这里使用之前还少一步运算"),
    "missing": _T("something has still to be done with {shown} before it is used here",
                  "{shown} 在这里使用之前还少一步运算"),
    "uncut": _T("a gradient flows back through {shown} where none should",
                "梯度从 {shown} 流了回去，这里不应有梯度"),
    "order": _T("{shown} comes at the wrong time", "{shown} 出现的时机不对"),
    "step": _T("{shown} is not what belongs here; all that is around it is right",
               "这里不该是 {shown}；它周围的都是对的"),
    "statement": _T("{shown} undoes what was right before", "{shown} 把前面算对的东西改坏了"),
}  # fmt: skip
_RANK = {kind: place for place, kind in enumerate(KINDS)}
_MADE_OF = _T(
    "{shown} is not what belongs here, or {names} in it is wrong; all that is around it is right",
    "这里不该是 {shown}，或者其中的 {names} 不对；它周围的都是对的",
)
_NAME = _T("`{name}` (line {line})", "`{name}`（第 {line} 行）")
#: Tried after everything else: there are very many of them.
_LATE = {"missing": 40, "step": 50, "uncut": 35, "reduction-missing": 20, "name": 10}


class Edit(NamedTuple):
    """One change of a file."""

    kind: str
    line: int
    pieces: tuple[tuple[int, int, str], ...]
    """What is replaced, from byte to byte, and by what."""
    shown: str
    """What stands there, as the sentence calls it."""
    made_of: tuple[tuple[str, int], ...] = ()
    """The local variables in it that may be wrong instead, and the line each comes from."""

    def applied(self, source: bytes) -> bytes:
        for start, end, text in sorted(self.pieces, reverse=True):
            source = source[:start] + text.encode() + source[end:]
        return source

    @property
    def rank(self) -> int:
        """How early the edit is tried, and how improbable it is."""
        return _RANK[self.kind] + _LATE.get(self.kind, 0)

    def sentence(self, lang: str) -> str:
        said = _MADE_OF if self.made_of else KINDS[self.kind]
        names = [_NAME.in_(lang).format(name=name, line=line) for name, line in self.made_of]
        joined = (" or ", "或 ")[lang == "zh"].join(names)
        return said.in_(lang).format(shown=f"`{self.shown}`", names=joined)

    @property
    def lines(self) -> list[int]:
        """Where the fault may be."""
        return [*(line for _, line in self.made_of), self.line]


def short(text: str) -> str:
    """One line of at most 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:37] + "..."
