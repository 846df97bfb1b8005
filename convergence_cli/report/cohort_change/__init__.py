"""Two runs compared for programs; what people read is a document (`report/subjects/cohort_change`)."""
