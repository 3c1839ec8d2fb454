// A module that can not be loaded.

throw new Error("no such library");
