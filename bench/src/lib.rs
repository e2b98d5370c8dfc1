//! Nothing of its own: the load is in `presses.rs`.
