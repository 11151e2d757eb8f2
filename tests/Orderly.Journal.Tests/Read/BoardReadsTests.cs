using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

/// <summary>What boards and the message browser read, the same on either store.</summary>
public sealed class BoardReadsTests(Stores stores)
{
    private static readonly (long, Guid) FromTheEnd = (Micros.Never, Guid.AllBitsSet);

    [Theory, OnEveryStore]
    public async Task Refused_messages_come_the_newest_first_and_are_found_by_their_words(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var older = Refusal("STRAY|HP", "R-1", Now);
        var newer = Refusal("LAB|HP", "R-2", Now + 1);
        await open.Write(Only(new AddRefusal(older), new AddRefusal(newer)));

        (await open.Store.Read.Inbox.Refusals("", FromTheEnd, 10)).Select(row => row.Id).ShouldBe([newer.Id, older.Id]);
        (await open.Store.Read.Inbox.Refusals("stray", FromTheEnd, 10)).ShouldHaveSingleItem().ShouldBeEquivalentTo(older);
        (await open.Store.Read.Inbox.Refusals("", (newer.Received, newer.Id), 10)).ShouldHaveSingleItem().Id.ShouldBe(older.Id);
        (await open.Store.Read.Inbox.Refusal(newer.Id)).ShouldBeEquivalentTo(newer);
    }

    [Theory, OnEveryStore]
    public async Task Inbound_messages_are_found_by_any_of_their_words_by_order_key_and_by_state(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var one = Inbox("EHR|HP", "C-100", "one", orderKey: "HP|HP|V-1");
        var two = Inbox("LAB|HP", "C-200", "two", orderKey: "HP|HP|V-2");
        await open.Write(Claiming(new AddInbox(one)));
        await open.Write(Claiming(new AddInbox(two)));
        await open.Write(Only(new UpdateInbox(two.Id, InboxState.Quarantined, "because")));

        (await Search("c-100")).ShouldBe([one.Id]);
        (await Search("lab")).ShouldBe([two.Id]);
        (await Search("v-1")).ShouldBe([one.Id]);
        (await Search("nothing like it", "HP|HP|V-2")).ShouldBe([two.Id]);
        (await open.Store.Read.Inbox.Search(InboxState.Quarantined, "hp", [], FromTheEnd, 10)).ShouldHaveSingleItem().Id.ShouldBe(two.Id);
        (await open.Store.Read.Inbox.OfOrderKey("HP|HP|V-1", 10)).ShouldHaveSingleItem().Id.ShouldBe(one.Id);
        (await open.Store.Read.Inbox.Sources(long.MinValue)).Select(source => source.Source).ShouldBe(["EHR|HP", "LAB|HP"]);
        (await open.Store.Read.Inbox.Sources(Micros.Never)).ShouldBeEmpty();

        async Task<IEnumerable<Guid>> Search(string words, params string[] keys) => (await open.Store.Read.Inbox.Search(null, words, keys, FromTheEnd, 10)).Select(row => row.Id);
    }

    [Theory, OnEveryStore]
    public async Task Events_are_read_by_the_message_that_told_them(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var inbox = Id();
        var (first, second, other) = (Event("Admitted", Now, inbox), Event("Transferred", Now + 5, null), Event("OrderResulted", Now + 6, inbox));
        await open.Write(Only(new AddCanonicalEvent(second), new AddCanonicalEvent(first), new AddCanonicalEvent(other)));

        (await open.Store.Read.Inbox.EventsOfInboxes([inbox])).Select(row => row.Id).ShouldBe([first.Id, other.Id], ignoreOrder: true);
    }

    [Theory, OnEveryStore]
    public async Task The_last_word_on_a_place_holds_and_what_was_kept_back_is_counted_by_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var case1 = Id();
        await open.Write(Only(new PutActivation(new ActivationRow(1, "5W", true, Now, "lead", "A pilot")), new PutActivation(new ActivationRow(1, "", true, Now, "lead", "All"))));
        await open.Write(Only(new PutActivation(new ActivationRow(1, "5W", false, Now + 1, "lead", "It begins"))));
        await open.Write(Only(
            new AddEffect(Effect(case1, "a") with { State = EffectState.Sealed, Unit = "5W" }), new AddEffect(Effect(case1, "b") with { State = EffectState.Sealed, Unit = "5W" }),
            new AddEffect(Effect(case1, "c") with { State = EffectState.Sealed }), new AddEffect(Effect(case1, "d") with { Unit = "6W" })));

        (await open.Store.Settings.Activations()).ShouldBe([new ActivationRow(1, "", true, Now, "lead", "All"), new ActivationRow(1, "5W", false, Now + 1, "lead", "It begins")]);
        (await open.Store.Read.Effects.SealedByPlace()).ShouldBe([((short)3, null, 1L), ((short)3, "5W", 2L)], ignoreOrder: true);
        (await open.Store.Read.Effects.OfInstances([case1])).Single(effect => effect.OrderKey.EndsWith('d')).Unit.ShouldBe("6W");
    }

    [Theory, OnEveryStore]
    public async Task Open_cases_are_roots_that_have_not_ended_and_calls_are_told_the_newest_first(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (one, two) = (Id(), Id());
        await open.Write(Root(one, new AddHistory(one, "post", "call.requested", Now, "system", null), new AddHistory(one, "post", "call.succeeded", Now + 9, "system", null)));
        await open.Write(Root(two, new AddHistory(two, "post", "call.requested", Now + 5, "system", null)));

        (await open.Store.Read.Instances.OpenCases([3], 10)).Select(head => head.Id).ShouldBe([one, two], ignoreOrder: true);
        (await open.Store.Read.Instances.OpenCases([1], 10)).ShouldBeEmpty();
        (await open.Store.Read.Instances.OfCases([one, two])).Count.ShouldBe(2);
        var calls = await open.Store.Read.Instances.CallsNewest(FromTheEnd, 10);
        calls.Select(call => call.Instance).ShouldBe([two, one]);
        (await open.Store.Read.Instances.CallsNewest((calls[0].At, calls[0].Instance), 10)).ShouldHaveSingleItem().Instance.ShouldBe(one);
    }

    private static Append Root(Guid id, params Change[] changes) => Start(id, changes) with { Head = new CreateHead(Instance(id) with { Parent = null }) };

    private static RefusalRow Refusal(string source, string control, long received) =>
        new(Id(), source, control, "ZZZ^Z01", "port 2575", "Expected a route, but there is none", received, Bytes("MSA|AR"), Bytes("MSH|rubbish"));

    private static CanonicalEventRow Event(string kind, long received, Guid? inbox) => new(Id(), 1, kind, Id().ToString(), "HP|V-1", received, received, inbox, Bytes("{}"));
}
