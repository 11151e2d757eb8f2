namespace Orderly.Web.Worklist;

/// <summary>The coded reasons of the domain in plain words, those asked for most first.</summary>
internal static class HoldReasons
{
    public static IReadOnlyList<HoldReason> All { get; } =
    [
        new("ORDER_INCOMPLETE", "Order incomplete", NamesSomeone: false),
        new("WAIT_UPSTREAM", "Waiting on a department", NamesSomeone: true),
        new("WAIT_EXTERNAL", "Waiting on someone outside", NamesSomeone: true),
        new("PATIENT_CLINICAL", "Patient: clinical", NamesSomeone: false),
        new("PATIENT_PREFERENCE", "Patient: preference", NamesSomeone: false),
        new("NO_STAFF", "No staff", NamesSomeone: false),
        new("NO_EQUIPMENT", "No equipment", NamesSomeone: false),
        new("ISOLATION_EXTRA", "Isolation takes longer", NamesSomeone: false),
        new("SYSTEM_DOWN", "System down", NamesSomeone: false),
        new("DATA_ERROR", "Data wrong", NamesSomeone: false),
        new("DUPLICATE", "Duplicate", NamesSomeone: false),
    ];

    public static string Words(string code) => All.FirstOrDefault(reason => reason.Code == code)?.Words ?? code;
}
