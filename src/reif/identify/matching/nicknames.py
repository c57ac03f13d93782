"""First names that stand for one another."""

_GROUPS = [
    "\n    alexander alex sascha sasha",
    " andreas andi andy",
    " anna anne anni",
    " benjamin ben benny",
    " bernhard bernd",
    "\n    christian chris",
    " christoph christopher chris",
    " daniel dani danny",
    " dorothea dorothee doris",
    " eduard edi edward",
    "\n    elisabeth elizabeth lisa elli liz sissi betty",
    " franziska franzi",
    " friedrich fritz fred",
    " georg schorsch george",
    "\n    gerhard gerd gert",
    " hans johann johannes hannes john",
    " heinrich heinz heiner henry",
    " jakob jacob",
    "\n    joachim jochen achim",
    " josef joseph sepp joe",
    " juergen jorg joerg",
    " karl carl",
    "\n    katharina kathrin katrin kathi catherine kate",
    " klaus claus",
    " konrad conrad",
    " ludwig lutz",
    " manfred manni",
    "\n    margarete margarethe grete gretel",
    " maria marie mia",
    " martin marty",
    " mathias matthias matze",
    " maximilian max",
    "\n    michael michi mike michel",
    " nikolaus niklas klaus nick",
    " philipp philip phil",
    " richard rick dick",
    " robert rob bob",
    "\n    rudolf rudi",
    " samuel sam",
    " sebastian basti",
    " stefan stephan steffen steven",
    " susanne susi susan sue",
    " theodor theo",
    "\n    thomas tom tommy",
    " tobias tobi",
    " ulrich uli ulli",
    " walter walther",
    " werner wernher",
    "\n    wilhelm willi willy william bill will",
    " wolfgang wolf\n    ",
]

_GROUPS_OF: dict[str, set[int]] = {}
for _number, _group in enumerate(_GROUPS):
    for _name in _group.split():
        _GROUPS_OF.setdefault(_name, set()).add(_number)


def are_one_name(one: str, other: str) -> bool:
    """Whether two normalised first names are forms of one name."""
    return not _GROUPS_OF.get(one, set()).isdisjoint(_GROUPS_OF.get(other, set()))
