using Orderly.Web.Flow;
using Orderly.Web.Forms;

namespace Orderly.Web.Design;

/// <summary>Invented things for the page that shows every part; no screen of work reads from here.</summary>
internal static class GallerySamples
{
    private static readonly DateTimeOffset Now = new(2026, 6, 9, 14, 12, 0, TimeSpan.FromHours(-5));

    public static IReadOnlyList<StatusLook> States { get; } =
    [
        StatusLook.Forecast, StatusLook.Waiting, StatusLook.Open, StatusLook.Claimed, StatusLook.Declined, StatusLook.InProgress, StatusLook.OnHold,
        StatusLook.InApproval, StatusLook.Done, StatusLook.Failed, StatusLook.Skipped, StatusLook.Cancelled, StatusLook.Undoing, StatusLook.EnteredInError,
    ];

    public static IReadOnlyList<ClockReading> Clocks { get; } =
    [
        Running(18, null), Running(51, null), Running(72, null), Running(33, Now.AddMinutes(-12)),
        ClockReading.Ended(Minutes(45), Minutes(38), Minutes(38)), ClockReading.Ended(Minutes(45), Minutes(49), Minutes(70)),
        new ClockReading(ClockPhase.NotStarted, Minutes(30), TimeSpan.Zero, TimeSpan.Zero),
    ];

    public static PatientView Patient { get; } = new("Okafor, Lena", "5 West, 512-A", "22 Mar 1951 (75)", "HP-0048213", "V-2606-01877");

    public static PatientView Masked { get; } = new(null, "5 West, 512-A", null, "ends 8213", "V-2606-01877");

    public static FormSchema Form { get; } = new("gallery",
    [
        new FormField.Text("words", "Ask the patient before you record this."),
        new FormField.Number("meds", "Meds reconciled", "meds") { Min = 0, Max = 11, Decimals = 0, Unit = "of 11", IsRequired = true },
        new FormField.Choice("discrepancies", "Discrepancies", "discrepancies", [new("none", "None"), new("sent", "Sent to prescriber")], IsRadio: false),
        new FormField.Choice("outcome", "Outcome", "outcome", [new("same", "No change"), new("changed", "Changed")], IsRadio: true) { Default = "same" },
        new FormField.TextField("note", "Note to the nurse", "note") { IsArea = true, MaxLength = 200, Description = "Kept with the task. 200 letters at most." },
        new FormField.Checkbox("recorded", "Counselling is recorded in the EHR", "recorded") { IsRequired = true },
        new FormField.DateAndTime("at", "Ready at", "at", FormDateKind.DateAndTime),
    ]);

    public static FormAnswers Refused { get; } = FormAnswers.Read(Form, name => name == "form.meds" ? "14" : name == "form.recorded" ? "true" : null, TimeZoneInfo.Utc);

    public static IReadOnlyList<Stage> Stages { get; } =
    [
        new("Anticipate", "8 Jun 16:20", StageReached.Was), new("Confirm", "12:31", StageReached.Was), new("Execute", "Now", StageReached.Is),
        new("Exit", "Due 14:31", StageReached.WillBe), new("Post", "After exit", StageReached.WillBe),
    ];

    public static IReadOnlyList<LadderRung> Rungs { get; } =
    [
        new(1, "Pharmacy shift lead", "13:46", StageReached.Was), new(2, "Charge nurse. No answer yet", "14:01", StageReached.Is),
        new(3, "House supervisor, by phone", "14:16", StageReached.WillBe),
    ];

    public static IReadOnlyList<TimelineEntry> Log { get; } =
    [
        new(Now.AddMinutes(-11), "14:01", "rung", "charge nurse 5 West and pharmacy lead") { Lead = "Escalated to L2,", Meta = "15 min past target", Weight = TimelineWeight.Late },
        new(Now.AddMinutes(-52), "13:20", "hold", "order incomplete, waits on Dr. Castellano") { Lead = "On hold:", Weight = TimelineWeight.Soon },
        new(Now.AddMinutes(-101), "12:31", "in", "OMG^O19 from EHR: discharge order") { Lead = "In", Weight = TimelineWeight.Key, Meta = "Control id HP20260609123104771" },
        new(Now.AddMinutes(-102), "12:30", "rule", "Choose transport: Wheelchair van") { Meta = "Rule transport-mode v2", More = new("Why", ["Seen: mobility = \"wheelchair\".", "Rule 3 matched.", "Rule 1 did not: mobility is \"wheelchair\", not \"stretcher\"."]) },
    ];

    public static FlowPicture Flow { get; } = new("A sample flow")
    {
        Summary = "Tokens stand on Med reconciliation and RN readiness.",
        Lanes = [new("Pharmacy", new(0, 0, 800, 120)), new("Nursing", new(0, 120, 800, 120))],
        Nodes =
        [
            new("start", "Discharge order", FlowShape.StartEvent, new(120, 42, 36, 36)) { Trigger = FlowTrigger.Message, Mark = FlowMark.Passed },
            new("fork", "", FlowShape.ParallelGateway, new(190, 35, 50, 50)) { Mark = FlowMark.Passed },
            new("meds", "Med reconciliation", FlowShape.Task, new(290, 20, 120, 80)) { Mark = FlowMark.Late, Status = StatusLook.InProgress.Saying("Late 26 min") },
            new("overdue", "60 min", FlowShape.BoundaryEvent, new(372, 82, 36, 36)) { Trigger = FlowTrigger.Timer, Interrupts = false },
            new("ready", "RN readiness", FlowShape.Task, new(290, 140, 120, 80)) { Mark = FlowMark.Here, Status = StatusLook.Claimed, IsMultiInstance = true, Tokens = 2 },
            new("choose", "Complete?", FlowShape.ExclusiveGateway, new(460, 155, 50, 50)),
            new("join", "", FlowShape.ParallelGateway, new(560, 35, 50, 50)),
            new("post", "Post the costs", FlowShape.CallActivity, new(640, 20, 100, 80)) { Status = StatusLook.Forecast },
            new("end", "", FlowShape.EndEvent, new(770, 42, 36, 36)) { Trigger = FlowTrigger.Terminate },
        ],
        Edges =
        [
            new("a", [new(156, 60), new(190, 60)], Taken: true), new("b", [new(240, 60), new(290, 60)], Taken: true),
            new("c", [new(215, 85), new(215, 180), new(290, 180)], Taken: true), new("d", [new(410, 60), new(560, 60)], Taken: false),
            new("e", [new(410, 180), new(460, 180)], Taken: false), new("f", [new(510, 180), new(585, 180), new(585, 85)], Taken: false) { Name = "yes" },
            new("g", [new(610, 60), new(640, 60)], Taken: false), new("h", [new(740, 60), new(770, 60)], Taken: false),
        ],
        Notes = [new("Seven hard gates before the exit", new(620, 150, 150, 40))],
    };

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static ClockReading Running(int gross, DateTimeOffset? stoppedAt) =>
        ClockReading.Running(Now, Now.AddMinutes(-gross), Minutes(60), Now.AddMinutes(45 - gross), Now.AddMinutes(60 - gross), stoppedAt);
}
