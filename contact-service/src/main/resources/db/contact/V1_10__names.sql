-- How an operator wants a customer to be greeted; what the name tells, where there is none.
ALTER TABLE customer ADD COLUMN name_to_use text;
