//! Stepwise.
