"""Force majeure: days on which a programme's own clocks stand still."""
