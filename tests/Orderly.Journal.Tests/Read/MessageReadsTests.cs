using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class MessageReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task A_message_matches_subscriptions_that_open_before_and_after_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (before, after, otherKey) = (
            Subscription("bed-ready", "V1", Id()), Subscription("bed-ready", "V1", Id(), "transport"), Subscription("bed-ready", "V2", Id()));
        var message = Message("bed-ready", "V1");
        await open.Write(Only(new OpenSubscription(before)));
        await open.Write(Only(new AddMessage(message), new OpenSubscription(otherKey)));
        await open.Write(Only(new OpenSubscription(after)));

        var matches = await open.Store.Read.Messages.Matches([message.Lane], Now, 10);
        matches.Select(m => m.Subscription).ShouldBe([before, after], ignoreOrder: true);
        matches[0].Message.ShouldBeEquivalentTo(message);
        (await open.Store.Read.Messages.MatchesOf(message.Lane, "bed-ready", "V1", Now, 10)).Count.ShouldBe(2);
    }

    [Theory, OnEveryStore]
    public async Task A_process_that_had_the_message_no_longer_matches(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (subscription, message) = (Subscription("bed-ready", "V1", Id()), Message("bed-ready", "V1"));
        await open.Write(Only(new OpenSubscription(subscription), new AddMessage(message)));

        await open.Write(Claiming(new AddDelivery(new DeliveryRow(message.Id, subscription.Process, subscription.Id, 0))));
        (await open.Store.Read.Messages.Matches([message.Lane], Now, 10)).ShouldBeEmpty();

        await open.Write(Only(new UpdateDelivery(message.Id, subscription.Process, 1)));
        (await open.Store.Read.Messages.Deliveries(message.Id)).ShouldBe([new DeliveryRow(message.Id, subscription.Process, subscription.Id, 1)]);
        await open.Write(Only(new RemoveDelivery(message.Id, subscription.Process)));
        (await open.Store.Read.Messages.Matches([message.Lane], Now, 10)).Count.ShouldBe(1);
    }

    [Theory, OnEveryStore]
    public async Task Messages_come_in_the_order_they_were_committed(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var messages = Enumerable.Range(0, 5).Select(_ => Message("lab", "V1")).Reverse().ToArray();
        await open.Write(Only(new OpenSubscription(Subscription("lab", "V1", Id()))));
        foreach (var message in messages) await open.Write(Only(new AddMessage(message)));

        (await open.Store.Read.Messages.Matches([messages[0].Lane], Now, 10)).Select(m => m.Message.Id).ShouldBe(messages.Select(m => m.Id));
        (await open.Store.Read.Messages.OfKey(messages[0].Lane, "lab", "V1")).Select(m => m.Id).ShouldBe(messages.Select(m => m.Id));
    }

    [Theory, OnEveryStore]
    public async Task An_expired_message_matches_nothing_and_is_found_for_removal(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (subscription, message) = (Subscription("lab", "V1", Id()), Message("lab", "V1", expires: Now + 10));
        await open.Write(Only(new OpenSubscription(subscription), new AddMessage(message)));

        (await open.Store.Read.Messages.Matches([message.Lane], Now + 10, 10)).ShouldBeEmpty();
        (await open.Store.Read.Messages.Expired([message.Lane], Now + 9, 10)).ShouldBeEmpty();
        (await open.Store.Read.Messages.Expired([message.Lane], Now + 10, 10)).Single().Id.ShouldBe(message.Id);

        await open.Write(Only(new RemoveMessage(message.Id), new CloseSubscription(subscription.Id)));
        (await open.Store.Read.Messages.One(message.Id)).ShouldBeNull();
        (await open.Store.Read.Messages.Subscriptions(message.Lane, "lab", "V1")).ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task A_message_start_is_found_by_name_whatever_the_key(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (start, message) = (Subscription("discharge-ordered", "", instance: null), Message("discharge-ordered", "V7"));
        var waiting = Subscription("discharge-ordered", "V8", Id());
        await open.Write(Only(new OpenSubscription(start), new AddMessage(message), new OpenSubscription(waiting)));

        (await open.Store.Read.Messages.Starts([message.Lane], Now, 10)).Single().Subscription.ShouldBe(start);
        (await open.Store.Read.Messages.StartsOf(message.Lane, message.Name, "V7", Now, 10)).Single().Message.Id.ShouldBe(message.Id);
        (await open.Store.Read.Messages.Matches([message.Lane], Now, 10)).ShouldBeEmpty();
        (await open.Store.Read.Messages.StartSubscriptions()).ShouldBe([start]);
        (await open.Store.Read.Messages.SubscriptionsOf([waiting.Instance!.Value])).ShouldBe([waiting]);
    }
}
