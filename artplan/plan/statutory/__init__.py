"""What the state fixes: dated tables with their sources, and what of them a plan rests on."""
