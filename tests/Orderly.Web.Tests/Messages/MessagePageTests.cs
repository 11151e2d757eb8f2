using System.Net;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Journal.Rows;
using Orderly.Web.Messages;
using Orderly.Web.Tests.Hosting;
using Orderly.Web.Tests.Incidents;

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
        page.Words.ShouldContain("Case V-M1 : Started discharge; opened");
    }

    [Fact]
    public async Task Page_of_a_message_follows_what_becomes_of_it()
    {
        var inbox = await host.Receive("V-M6");
        using var engineer = await host.SignedIn("t-berg");

        var page = await engineer.Get($"/messages/{inbox}");

        page.Html.ShouldContain("data-region=\"message\"");
        page.Html.ShouldContain("data-watch=\"inbox");
    }

    [Fact]
    public async Task Refused_message_is_listed_with_its_reason_and_shown_as_it_came()
    {
        var raw = Encoding.UTF8.GetBytes("MSH|^~\\&|STRAY|HP|ORDERLY|HP|20260609||ZZZ^Z01|R-77|P|2.5.1\rPID|1||HP-9^^^HP^MR||OKAFOR^LENA\r");
        await host.Node.Inbound.RefuseAsync(
            new RefusedMessage
            {
                Source = "STRAY|HP",
                ControlId = "R-77",
                Type = "ZZZ^Z01",
                Listener = "port 2575",
                Reason = "Expected a message that a route takes, but none does",
                Raw = raw,
                Ack = "MSH|^~\\&|ORDERLY|HP|STRAY|HP|20260609||ACK|1|P|2.5.1\rMSA|AR|R-77\r"u8.ToArray(),
                ReceivedAt = host.Node.Clock.Now(),
            },
            CancellationToken.None);
        using var engineer = await host.SignedIn("t-berg");

        var list = await engineer.Get("/messages?state=refused&q=r-77");

        list.Words.ShouldContain("ZZZ^Z01 STRAY HP R-77 AR 1 Refused: Expected a message that a route takes, but none does");
        (await engineer.Get("/messages?q=r-77")).Words.ShouldContain("Refused: Expected");
        var page = await engineer.Get(LinkTo("/messages/refused/", list.Html));
        page.Words.ShouldContain("Refused. Expected a message that a route takes, but none does. The sender was told so");
        page.Words.ShouldContain("MSA |AR|R-77");
        page.Words.ShouldNotContain("OKAFOR");
    }

    [Fact]
    public async Task Refused_message_whose_header_is_rubbish_is_kept_all_the_same()
    {
        await host.Node.Inbound.RefuseAsync(
            new RefusedMessage { Source = "a\0b\uD800", ControlId = new string('x', 5_000), Type = "", Listener = "port 1", Reason = "Expected MSH, but found rubbish", Raw = new byte[200_000], Ack = default, ReceivedAt = host.Node.Clock.Now() },
            CancellationToken.None);
        using var engineer = await host.SignedIn("t-berg");

        (await engineer.Get("/messages?state=refused&q=xxxx")).Words.ShouldContain("Unreadable ab");
    }

    [Fact]
    public async Task Message_is_found_by_visit_by_control_id_in_any_case_and_by_the_record_number_of_its_patient()
    {
        await host.TaskOf(await host.Discharge("V-M7", mrn: "HP-0077007"), "RN readiness");
        using var engineer = await host.SignedIn("t-berg");

        (await engineer.Get("/messages?q=v-m7")).Words.ShouldContain("V-M7");
        (await engineer.Get("/messages?q=HP-0077007")).Words.ShouldContain("V-M7");
        (await engineer.Get("/messages?q=HP-0077008")).Words.ShouldContain("No message here");
        (await engineer.Get("/messages?q=V-M7&state=quarantined")).Words.ShouldContain("No message here");
    }

    [Fact]
    public async Task What_was_asked_of_another_system_is_listed_as_out_with_what_was_sent_and_its_case()
    {
        var (posting, _) = await PostingCase.Unanswered(host, "V-M8");
        using var engineer = await host.SignedIn("t-berg");

        var list = await engineer.Get("/messages?state=out&q=V-M8");

        list.Words.ShouldContain("Out");
        list.Words.ShouldContain("Outcome unknown");
        (await engineer.Get("/messages?state=stopped&q=V-M8")).Words.ShouldContain("Outcome unknown");
        var page = await engineer.Get(LinkTo("/messages/out/", list.Html));
        page.Words.ShouldContain("to ERP");
        page.Words.ShouldContain("Asked");
        page.Html.ShouldContain($"/cases/{posting}");
        page.Words.ShouldContain("Expected an answer within 10 s, but none came");
    }

    private static string LinkTo(string prefix, string html)
    {
        var at = html.IndexOf($"href=\"{prefix}", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, $"a link to {prefix}");
        return html[(at + 6)..html.IndexOf('"', at + 6)];
    }

    [Fact]
    public async Task Quarantined_message_says_why_and_is_mapped_once_it_is_replayed()
    {
        var inbox = await host.Receive("V-M2", kind: "BAD");
        await Eventually.Get(async () => await host.Store.Read.Inbox.One(inbox) is { State: InboxState.Quarantined } row ? row : null, "the message in quarantine");
        using var engineer = await host.SignedIn("t-berg");
        (await engineer.Get($"/messages/{inbox}")).Words.ShouldContain("Quarantined. Expected a visit in PV1-19, but it is empty");

        host.Mapper.IsMended = true;
        var after = await engineer.Post($"/messages/{inbox}", ("do", "replay"));
        after.Path.ShouldEndWith("?said=replay");
        after.Words.ShouldContain("Taken up again");
        after.Words.ShouldContain("Asked for by Timo Berg");

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
