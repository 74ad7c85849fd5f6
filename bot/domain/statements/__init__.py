"""What members say of themselves → changes to their record, each with how sure it is."""
