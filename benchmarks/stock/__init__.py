"""Stock django-tenants with the same apps and tables: what the fleet is measured against."""
