//! The rules of the queue, tried on a database of their own.
