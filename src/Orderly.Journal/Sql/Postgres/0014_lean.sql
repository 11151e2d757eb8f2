-- Every message pays for every index on its way in: what one index can answer is not kept in two.
drop index inbox_received;
drop index inbox_received_source;
create index inbox_arrival on inbox (received, id, source);
-- Pages of what stands aside. What is still to be mapped is found in its order.
drop index inbox_state;
create index inbox_aside on inbox (state, received, id) where state in (2, 3);
drop index canonical_event_semantic;
