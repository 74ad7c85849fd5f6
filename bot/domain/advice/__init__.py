"""Plan, readiness, figures and pay by place: what follows from knowledge and record."""
