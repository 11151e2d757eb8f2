using System.Collections.Immutable;

namespace Orderly.Connectors.Routes;

/// <summary>What the FEEL of a route may use beside the language itself.</summary>
internal static class RouteNames
{
    public const string Trigger = "trigger";
    public const string MessageType = "messageType";
    public const string Sender = "sender";
    public const string SendingFacility = "sendingFacility";
    public const string Facility = "facility";
    public const string Encounter = "encounter";
    public const string Visit = "visit";
    public const string Patient = "patient";
    public const string Occurred = "occurred";
    public const string Received = "received";

    /// <summary><c>hl7("PV1-3.1")</c>: the text at a path, null when there is none.</summary>
    public const string Text = "hl7";

    /// <summary><c>hl7all("DG1(*)-3.1")</c>: every text the path stands for, as a list.</summary>
    public const string All = "hl7all";

    /// <summary><c>hl7time("PV2-9")</c>: date and time with offset, zone-less ones read in the facility's zone; null when there is none.</summary>
    public const string Time = "hl7time";

    /// <summary><c>mapped("disposition", hl7("PV1-36"))</c>: through a value map; null stays null, an unlisted code goes to quarantine.</summary>
    public const string Mapped = "mapped";

    public static readonly ImmutableArray<string> Values =
        [Trigger, MessageType, Sender, SendingFacility, Facility, Encounter, Visit, Patient, Occurred, Received];

    public static readonly ImmutableArray<string> Functions = [Text, All, Time, Mapped];
}
