using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>What people write on a task without moving it.</summary>
internal static class TaskNoting
{
    public const int LongestComment = 2_000;
    public const int LongestName = 200;
    public const int LongestAddress = 2_000;

    public static Rejection? Comment(Execution run, TaskItem task, CommentOnTask command)
    {
        if (Miscounted("a comment", command.Text, LongestComment) is { } wrong)
            return wrong;
        run.Emit(new TaskCommented(task.Id, command.Text));
        return null;
    }

    public static Rejection? Attach(Execution run, TaskItem task, AttachToTask command)
    {
        var wrong = Miscounted("a name", command.Name, LongestName) ?? Miscounted("a media type", command.MediaType, LongestName) ?? Miscounted("an address", command.Address, LongestAddress);
        if (wrong is not null)
            return wrong;
        // A link that runs a script in the reader's browser, or reads its files, is no document.
        if (!Uri.TryCreate(command.Address, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "urn"))
            return new AddressNotAbsolute(command.Address);
        run.Emit(new TaskAttached(task.Id, command.Name, command.MediaType, command.Address));
        return null;
    }

    private static TextMiscounted? Miscounted(string what, string text, int most) =>
        string.IsNullOrWhiteSpace(text) || text.Length > most ? new TextMiscounted(what, text.Trim().Length, most) : null;
}
