"""Aims in the introduction of a plan: its own are targets of the plan, one that it only turns to is in doubt and told."""

from __future__ import annotations

import pytest

from tests.outline.documents import read


@pytest.mark.parametrize(
    ("clause", "sure"),
    [
        ("聚焦粮食总产量冲刺30万吨", False),
        ("聚焦全市粮食总产量突破30万吨", False),
        ("紧紧围绕粮食总产量达到30万吨", False),
        ("对标粮食总产量达到30万吨", False),
        ("聚焦农业，粮食总产量达到30万吨", True),
        ("聚焦农业力争粮食总产量达到30万吨", True),
        ("力争粮食总产量达到30万吨", True),
    ],
)
def test_an_aim_to_which_a_preamble_only_turns_is_in_doubt(clause: str, sure: bool) -> None:
    outline = read(
        f"青溪县2023年水利工作要点\n全县水利工作要按照县委部署，{clause}，着力抓好水利。\n一、水利\n1.防汛。\n2.抗旱。"
    )
    assert any(not one.doubtful for one in outline.objectives) == sure
    told = [note.line for note in outline.diagnostics if note.kind == "target_doubtful"]
    assert told == [one.line for one in outline.objectives if one.doubtful]
