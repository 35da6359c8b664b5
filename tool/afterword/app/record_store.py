"""Keeps records between their check and their build in the body store: with many, they would fill the memory."""

from __future__ import annotations

import pickle
from typing import cast

from afterword.app.checking import ReadRecord
from afterword.output.bodies import BodyRef, BodyStore


def store_record(store: BodyStore, read: ReadRecord) -> BodyRef:
    """Put a record that was read into the body store: to read its file again would take twice as long."""
    return store.put_data(pickle.dumps(read._replace(check=None), pickle.HIGHEST_PROTOCOL))


def load_record(store: BodyStore, ref: BodyRef) -> ReadRecord:
    """Return a stored record. Nobody else can write the store, whose folder is new and private."""
    return cast(ReadRecord, pickle.loads(store.data(ref)))
