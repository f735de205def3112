"""Every judgement: who is who, who was there how long, what is owed to whom. Same input, same output."""
