using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orderly.Web.Layout;

namespace Orderly.Web.Worklist;

/// <summary>A department's work by the time it is due, with the open task beside it.</summary>
public sealed partial class WorklistPage
{
    private static readonly IReadOnlyList<KeyHint> KeyMap =
    [
        new("j", "next row"), new("k", "row before"), new("Enter", "open the task"), new("g", "take the next best"), new("c", "claim"), new("s", "start"),
        new("e", "complete"), new("h", "put on hold"), new("u", "resume"), new("r", "release"), new("x", "select for a bulk action"), new("n", "show what arrived"),
        new("/", "filter"), new("Esc", "close the task"), new("?", "this list"),
    ];

    [Parameter, EditorRequired]
    public ShellView Shell { get; set; } = null!;

    [Parameter, EditorRequired]
    public WorklistView View { get; set; } = null!;

    private string EmptyTitle => View.Filter switch
    {
        { Find: { } words } => $"Nothing matches “{words}”",
        { Show: WorklistShow.Mine } => "Nothing is yours right now",
        { Show: WorklistShow.LateOrSoon } => "Nothing is late or soon",
        { Show: WorklistShow.NoOne } => "Everything has someone",
        _ => "Nothing to do",
    };

    private string EmptyWords => View.Counts.All == 0
        ? "No open task waits in your queues. New ones appear here by themselves."
        : $"{Plural(View.Counts.All, "task")} in your queues, {View.Counts.NoOne} with no one yet.";

    internal static string Plural(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
