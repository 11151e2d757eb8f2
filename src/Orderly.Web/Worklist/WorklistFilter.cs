using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Orderly.Web.Worklist;

public enum WorklistShow
{
    All,
    Mine,
    LateOrSoon,
    NoOne,
}

public enum WorklistSort
{
    Due,
    Priority,
}

/// <summary>Everything a person chose on the page. It is the page's address, so a link shows another person the same page.</summary>
public sealed record WorklistFilter
{
    public const string Path = "/worklist";

    public WorklistShow Show { get; init; }

    /// <summary>Words to find in patient, bed or task.</summary>
    public string? Find { get; init; }

    /// <summary>A role's code: only that department's work.</summary>
    public string? Role { get; init; }

    public string? Unit { get; init; }

    public WorklistSort Sort { get; init; }

    public Guid? Task { get; init; }

    public string Address => ToAddress();

    public static WorklistFilter Parse(string? show, string? q, string? role, string? unit, string? sort, string? task) => new()
    {
        Show = show switch
        {
            "mine" => WorklistShow.Mine,
            "soon" => WorklistShow.LateOrSoon,
            "no-one" => WorklistShow.NoOne,
            _ => WorklistShow.All,
        },
        Find = string.IsNullOrWhiteSpace(q) ? null : q.Trim(),
        Role = string.IsNullOrEmpty(role) ? null : role,
        Unit = string.IsNullOrEmpty(unit) ? null : unit,
        Sort = sort == "priority" ? WorklistSort.Priority : WorklistSort.Due,
        Task = Guid.TryParse(task, out var id) ? id : null,
    };

    private string ToAddress()
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        Add("show", Show switch
        {
            WorklistShow.Mine => "mine",
            WorklistShow.LateOrSoon => "soon",
            WorklistShow.NoOne => "no-one",
            _ => null,
        });
        Add("q", Find);
        Add("role", Role);
        Add("unit", Unit);
        Add("sort", Sort == WorklistSort.Priority ? "priority" : null);
        Add("task", Task?.ToString("D", CultureInfo.InvariantCulture));
        return Path + query.ToQueryString();
    }
}
