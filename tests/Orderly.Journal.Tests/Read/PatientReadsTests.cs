using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class PatientReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task A_patient_is_found_by_blind_record_number_and_through_merges(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (kept, old) = (Patient(open, "000123"), Patient(open, "000999"));
        var older = Id();
        await open.Write(Only(new UpsertPatient(kept), new UpsertPatient(old), new AliasPatient(new(old.Token, kept.Token)), new AliasPatient(new(older, old.Token))));

        var read = open.Store.Read.Patients;
        (await read.ByRecordNumber(open.Store.Blind.Of("HOSP", "000123"))).ShouldBeEquivalentTo(kept);
        (await read.ByRecordNumber(open.Store.Blind.Of("HOSP", "000999"))).ShouldBeEquivalentTo(kept);
        (await read.ByRecordNumber(open.Store.Blind.Of("OTHER", "000123"))).ShouldBeNull();
        var found = await read.Of([kept.Token, old.Token, older, Id()]);
        found.Keys.ShouldBe([kept.Token, old.Token, older], ignoreOrder: true);
        found.Values.ShouldAllBe(row => row.Token == kept.Token);
        (await read.Survivor(older)).ShouldBe(kept.Token);
        (await read.Survivor(kept.Token)).ShouldBe(kept.Token);
        (await read.Group(old.Token)).ShouldBe([kept.Token, old.Token, older], ignoreOrder: true);
    }

    [Theory, OnEveryStore]
    public async Task A_survivor_nobody_described_is_shown_in_the_words_of_the_nearest_record_merged_into_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var described = Patient(open, "000123");
        var (between, kept) = (Id(), Id());
        await open.Write(Only(new UpsertPatient(described), new AliasPatient(new(described.Token, between)), new AliasPatient(new(between, kept))));

        (await open.Store.Read.Patients.Of([described.Token]))[described.Token].Token.ShouldBe(described.Token);
        (await open.Store.Read.Patients.Survivor(described.Token)).ShouldBe(kept);
    }

    [Theory, OnEveryStore]
    public async Task Two_merges_against_each_other_that_met_on_disk_still_have_one_survivor(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (one, other, tail) = (Id(), Id(), Id());
        await open.Write(Only(new AliasPatient(new(one, other)), new AliasPatient(new(other, one)), new AliasPatient(new(tail, other))));

        var survivor = await open.Store.Read.Patients.Survivor(one);
        (await open.Store.Read.Patients.Survivor(other)).ShouldBe(survivor);
        (await open.Store.Read.Patients.Survivor(tail)).ShouldBe(survivor);
        (await open.Store.Read.Patients.Group(tail)).ShouldBe([one, other, tail], ignoreOrder: true);
    }

    [Theory, OnEveryStore]
    public async Task Tasks_and_looks_of_a_merged_patient_are_found_under_every_token(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (old, kept) = (Id(), Id());
        var (first, second) = (WorkItem(Id()) with { Patient = old }, WorkItem(Id()) with { Patient = kept });
        await open.Write(Only(
            new UpsertTask(first), new UpsertTask(second), new AliasPatient(new(old, kept)),
            new AddAccess(Now, "ann", "treatment", "case", [old]), new AddAccess(Now + 1, "ben", "treatment", "case", [kept])));

        var group = await open.Store.Read.Patients.Group(old);
        (await open.Store.Read.Work.OfPatient(group)).Select(task => task.Id).ShouldBe([first.Id, second.Id], ignoreOrder: true);
        (await open.Store.Read.Records.AccessOf(group, 10)).Select(look => look.Actor).ShouldBe(["ben", "ann"]);
    }

    private static PatientRow Patient(OpenStore open, string number) => new(Id(), 3, open.Store.Blind.Of("HOSP", number), Bytes($"{{\"name\":\"made up {number}\"}}"));
}
