namespace Orderly.Web.Forms;

/// <summary>A form as the server draws it: the part of form-js' JSON that is known, in the order of the file.</summary>
public sealed record FormSchema(string Id, IReadOnlyList<FormField> Fields)
{
    public static readonly FormSchema Empty = new("none", []);
}

/// <summary>Why a form cannot be drawn: where in the file and which rule. Told at deploy, and again if it ever gets to a screen.</summary>
public sealed record FormIssue(string Where, string Rule)
{
    public override string ToString() => $"{Where}: {Rule}";
}
