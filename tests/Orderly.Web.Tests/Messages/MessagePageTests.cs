using System.Net;
using Orderly.Journal.Rows;
using Orderly.Web.Messages;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Messages;

public sealed class MessagePageTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Message_is_shown_raw_parsed_and_mapped_with_its_answer_and_names_masked()
    {
        var inbox = await host.Receive("V-M1", family: "Lindqvist", given: "Olle");
        await host.CaseOf("V-M1");
        using var engineer = await host.SignedIn("t-berg");

        var page = await engineer.Get($"/messages/{inbox}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("OMG^O19 from EHR HP");
        page.Words.ShouldContain("MSA |AA");
        page.Words.ShouldContain("DischargeOrdered");
        page.Words.ShouldContain("Case V-M1");
        page.Words.ShouldContain("PID-5 Name masked");
    }

    [Fact]
    public async Task Quarantined_message_says_why_and_is_mapped_once_it_is_replayed()
    {
        var inbox = await host.Receive("V-M2", kind: "BAD");
        await Eventually.Get(async () => await host.Store.Read.Inbox.One(inbox) is { State: InboxState.Quarantined } row ? row : null, "the message in quarantine");
        using var engineer = await host.SignedIn("t-berg");
        (await engineer.Get($"/messages/{inbox}")).Words.ShouldContain("Quarantined. Expected a visit in PV1-19, but it is empty");

        host.Mapper.IsMended = true;
        (await engineer.Post($"/messages/{inbox}", ("do", "replay"))).Words.ShouldContain("Taken up again");

        await Eventually.Get(async () => await host.Store.Read.Inbox.One(inbox) is { State: InboxState.Mapped } row ? row : null, "the message mapped");
    }

    [Fact]
    public async Task Held_message_says_for_what_it_waits_and_until_when()
    {
        var inbox = await host.Receive("V-M4", kind: "A13");
        var row = await Eventually.Get(async () => await host.Store.Read.Inbox.One(inbox) is { State: InboxState.HeldForOrder } held ? held : null, "the message held");
        using var engineer = await host.SignedIn("t-berg");

        var page = await engineer.Get($"/messages/{inbox}");

        page.Words.ShouldContain("Held for order. Expected Discharged of its encounter before it, but none has come yet. It waits until");
        page.Words.ShouldContain("and is then mapped all the same.");
        (await engineer.Get("/messages?state=heldfororder")).Words.ShouldContain("Waits for the message before it, until");
        row.HeldUntil.ShouldNotBeNull();
    }

    [Fact]
    public async Task Message_that_came_too_late_is_mapped_with_a_remark_a_person_sees()
    {
        await host.Discharge("V-M5");
        var inbox = await host.Receive("V-M5", kind: "A08");
        await Eventually.Get(async () => await host.Store.Read.Inbox.One(inbox) is { State: InboxState.Mapped } row ? row : null, "the message mapped");
        using var engineer = await host.SignedIn("t-berg");

        (await engineer.Get($"/messages/{inbox}")).Words.ShouldContain("Mapped. Expected it before DischargeOrdered of its encounter, but that has come");
        (await engineer.Get("/messages?q=V-M5")).Words.ShouldContain("Expected it before DischargeOrdered of its encounter");
    }

    [Fact]
    public async Task List_is_the_newest_first_and_closed_to_roles_that_have_no_need_of_it()
    {
        await host.Receive("V-M3");
        using var engineer = await host.SignedIn("t-berg");
        using var nurse = await host.SignedIn("j-whitfield");

        (await engineer.Get("/messages?q=V-M3")).Words.ShouldContain("OMG^O19");
        var refused = await nurse.Get("/messages");
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Words.ShouldContain("This is not open to your role");
    }

    [Fact]
    public void Glance_masks_what_names_a_person_and_survives_what_is_no_message()
    {
        var glance = new SegmentGlance("MSH|^~\\&|EHR|HP\rPID|1||HP-1^^^HP^MR||OKAFOR^LENA||19510322|F\rNK1|1|OKAFOR^SON"u8);

        string.Concat(glance.Segments(masked: true).SelectMany(segment => segment.Pieces).Select(piece => piece.Text)).ShouldNotContain("OKAFOR");
        string.Concat(glance.Segments(masked: false).SelectMany(segment => segment.Pieces).Select(piece => piece.Text)).ShouldContain("OKAFOR^LENA");
        new SegmentGlance([0xFF, 0x00, 0x0D, 0x80]).Segments(masked: true).ShouldNotBeEmpty();
        new SegmentGlance([]).Type.ShouldBe("");
    }
}
