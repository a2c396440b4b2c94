"""Dataclasses that cost little to define: their ``__init__`` is compiled when the first one is made, not at import.

The standard decorator compiles six methods for every class, half a millisecond: a third of what stood before the first line of
a command and before the first picture. Whoever checks types sees the standard one, and so does whoever asks for the fields.
Understood is what is used here: fields with defaults or factories, ``slots`` with or without ``frozen``, one class above another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING

SHAPE = "__record__"
# In place of a default that there is not, or that a factory makes.
MISSING = object()


class Factory:
    """What makes a default anew for each record; its name is that of the standard one, which is understood as well."""

    __slots__ = ("default_factory",)

    def __init__(self, *, default_factory: Callable[[], object]) -> None:
        self.default_factory = default_factory


class Shape:
    """The fields of a class, those of the class above first: annotations and defaults by name."""

    __slots__ = ("annotations", "defaults", "described", "read")

    def __init__(self, cls: type, above: Shape | None) -> None:
        held = vars(cls)
        own = {name: said for name, said in held.get("__annotations__", {}).items() if "ClassVar" not in str(said)}
        given = {name: held[name] for name in own if name in held}
        self.annotations: dict[str, object] = {**above.annotations, **own} if above else own
        self.defaults: dict[str, object] = {**above.defaults, **given} if above else given
        self.described: Mapping[str, object] | None = None
        # What a record holds: a tuple, or the value itself where there is one field.
        self.read: Callable[[object], object] = attrgetter(*self.annotations) if self.annotations else type

    def init(self, cls: type) -> Callable[..., object]:
        """The method that sets the fields of a class, past what refuses to set them later."""
        known: dict[str, object] = {"MISSING": MISSING}
        taken, steps = ["self"], []
        for name in self.annotations:
            default = self.defaults.get(name, MISSING)
            make = getattr(default, "default_factory", None)
            known |= {f"make_{name}": make, f"default_{name}": default if make is None else MISSING}
            taken.append(f"{name}=default_{name}" if name in self.defaults else name)
            value = name if make is None else f"make_{name}() if {name} is MISSING else {name}"
            slot: object = getattr(cls, name, None)
            if isinstance(slot, MemberDescriptorType):
                known[f"set_{name}"] = slot.__set__
                steps.append(f" set_{name}(self, {value})")
            else:
                steps.append(f" self.{name} = {value}")
        if hasattr(cls, "__post_init__"):
            steps.append(" self.__post_init__()")
        exec(f"def __init__({', '.join(taken)}):\n" + "\n".join(steps or [" pass"]), known)
        made = known["__init__"]
        assert callable(made)
        return made

    def methods(self, *, frozen: bool) -> dict[str, object]:
        """What every class of records can do; one that cannot be changed is counted by what it holds."""
        read = self.read

        def equal(self: object, other: object) -> bool:
            return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

        def weigh(self: object) -> int:
            return hash(read(self))

        common = {"__eq__": equal, "__repr__": _spell, "__match_args__": tuple(self.annotations), "__dataclass_fields__": FIELDS}
        if not frozen:
            return {**common, "__hash__": None}
        return {**common, "__hash__": weigh, "__setattr__": _refuse, "__delattr__": _refuse, "__reduce__": _take_apart}


class Fields:
    """The fields as the standard library describes them, made when it first asks: its ``replace`` asks twice a call."""

    def __get__(self, record: object, cls: type) -> Mapping[str, object]:
        shape = shape_of(cls)
        if shape.described is None:
            shape.described = _describe(cls, shape)
        return shape.described


def _describe(cls: type, shape: Shape) -> Mapping[str, object]:
    import dataclasses

    asked = []
    for name, said in shape.annotations.items():
        default = shape.defaults.get(name, dataclasses.MISSING)
        make = getattr(default, "default_factory", None)
        described = dataclasses.field(default=default) if make is None else dataclasses.field(default_factory=make)
        asked.append((name, said, described))
    found: Mapping[str, object] = vars(dataclasses.make_dataclass(cls.__name__, asked))["__dataclass_fields__"]
    return found


FIELDS = Fields()


def shape_of(cls: type) -> Shape:
    """The shape of a class of records; raises ``AttributeError`` for another."""
    shape: Shape = getattr(cls, SHAPE)
    return shape


def _held(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in shape_of(type(record)).annotations}


def _spell(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in _held(self).items())})"


def _refuse(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


def _take_apart(self: object) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(_held(self).values())


def _define(cls: type, *, frozen: bool, slots: bool) -> type:
    above: Shape | None = getattr(cls, SHAPE, None)
    shape, held = Shape(cls, above), vars(cls)
    body: dict[str, object] = {**shape.methods(frozen=frozen), SHAPE: shape}

    def build(self: object, *values: object, **named: object) -> None:
        init = shape.init(made)
        type.__setattr__(made, "__init__", init)
        init(self, *values, **named)

    body["__init__"] = build
    # Methods of its own stand; a class that says when it is equal has been given no hash instead of one.
    body = {name: value for name, value in body.items() if held.get(name) is None}
    if not slots:
        for name, value in body.items():
            setattr(cls, name, value)
        made = cls
        return cls
    kept = {name: value for name, value in held.items() if name not in {*shape.annotations, "__dict__", "__weakref__"}}
    new = tuple(name for name in shape.annotations if above is None or name not in above.annotations)
    made = type(cls)(cls.__name__, cls.__bases__, {**kept, **body, "__slots__": new, "__qualname__": cls.__qualname__})
    return made


def _dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> type | Callable[[type], type]:
    """See :func:`dataclasses.dataclass`; what is frozen has slots."""
    if frozen and not slots:
        raise TypeError("a frozen record has slots")
    return (lambda cls: _define(cls, frozen=frozen, slots=slots)) if cls is None else _define(cls, frozen=frozen, slots=slots)


def _replace(record: object, /, **changes: object) -> object:
    """See :func:`dataclasses.replace`."""
    made: object = type(record)(**{**_held(record), **changes})
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    dataclass, field, replace = _dataclass, Factory, _replace
