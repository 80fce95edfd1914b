"""The state machine of a case: what a step is, and the steps of every stage. It touches nothing."""
