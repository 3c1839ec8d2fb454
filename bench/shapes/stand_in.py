"""Modules that stand in for an engine.

A server's request models are plain pydantic and msgspec classes, but the modules around them import the engine: torch,
kernels, the model zoo. The finder here answers such imports with empty modules, so that the models load as published.
A type taken from one accepts no JSON value.
"""

import importlib.abc
import importlib.machinery
import sys
import types
import typing


class _AbsentType(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(f"{cls.__name__}.{name}")

    def __or__(cls, other):
        return typing.Union[cls, other]

    def __ror__(cls, other):
        return typing.Union[other, cls]

    def __getitem__(cls, _item):
        return cls


def _absent(name):
    """A class that may be instantiated, subscripted, joined by `|` and used as a field's type."""

    def schema(cls, _source, _handler):
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(cls)

    return _AbsentType(name, (), {
        "__init__": lambda self, *args, **named: None,
        "__getattr__": lambda self, attribute: _absent(f"{name}.{attribute}"),
        "__get_pydantic_core_schema__": classmethod(schema),
    })


class _AbsentModule(types.ModuleType):
    def __init__(self, name, kept=(), folder=()):
        super().__init__(name)
        self.__path__, self._kept = list(folder), kept

    def __getattr__(self, name):
        # For a kept module the import system looks here before it looks for the file.
        if name.startswith("__") or f"{self.__name__}.{name}" in self._kept:
            raise AttributeError(name)
        value = _absent(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, package, kept, engine):
        self.package, self.kept, self.engine = package, kept, engine

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in self.engine or (top == self.package and name not in self.kept):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return _AbsentModule(spec.name)

    def exec_module(self, module):
        pass


def keep_only(package, wheel, kept, engine=()):
    """Makes the modules `kept` of `package` importable from the file `wheel`, and stands in for everything else.

    Stood in for: the `__init__` of the packages around them, other modules of the package, and the packages `engine`.
    """
    for name in kept:
        parts = name.split(".")
        for end in range(1, len(parts)):
            parent = ".".join(parts[:end])
            if parent not in sys.modules and parent not in kept:
                sys.modules[parent] = _AbsentModule(parent, kept, ["/".join([wheel, *parts[:end]])])
    sys.meta_path.insert(0, _StandIns(package, kept, engine))
