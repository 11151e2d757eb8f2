namespace Orderly.Web.Forms;

/// <summary>One component of a form. Closed: the nested records are all kinds that are drawn.</summary>
public abstract record FormField(string Id, string Label)
{
    private FormField(string id, string label, string key)
        : this(id, label) => Key = key;

    /// <summary>The variable the answer is written to; null for what only shows text.</summary>
    public string? Key { get; private init; }

    public string? Description { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Shown, but not to be changed; the answer is what the task brought along.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What stands in the field when the task brought nothing along, as form text.</summary>
    public string? Default { get; init; }

    public sealed record TextField(string Id, string Label, string Key) : FormField(Id, Label, Key)
    {
        public bool IsArea { get; init; }

        public int? MinLength { get; init; }

        public int? MaxLength { get; init; }

        /// <summary>A regular expression the whole answer must match.</summary>
        public string? Pattern { get; init; }
    }

    public sealed record Number(string Id, string Label, string Key) : FormField(Id, Label, Key)
    {
        public decimal? Min { get; init; }

        public decimal? Max { get; init; }

        /// <summary>Digits after the decimal point; null = any.</summary>
        public int? Decimals { get; init; }

        public string? Unit { get; init; }
    }

    public sealed record Checkbox(string Id, string Label, string Key) : FormField(Id, Label, Key);

    /// <summary>Radio buttons or a drop-down list: one of <paramref name="Options"/>.</summary>
    public sealed record Choice(string Id, string Label, string Key, IReadOnlyList<FormOption> Options, bool IsRadio) : FormField(Id, Label, Key);

    public sealed record DateAndTime(string Id, string Label, string Key, FormDateKind Kind) : FormField(Id, Label, Key);

    public sealed record Text(string Id, string Words) : FormField(Id, "");
}

public sealed record FormOption(string Value, string Label);

public enum FormDateKind
{
    Date,
    Time,
    DateAndTime,
}
