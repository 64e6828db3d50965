using System.Buffers.Text;
using System.Text;
using Quartz;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>
/// How work is named in the engine's store. Jobs are stored by the key of their specification, never by a class name,
/// so that renaming or moving a class does not lose work that is stored.
/// </summary>
internal static class JobNames
{
    public const string Schedule = "schedule";
    public const string DiskGroup = "disk";
    public const string ExclusiveGroup = "exclusive";

    /// <summary>Work that only one node may do is in the execution group of this and the node's id.</summary>
    public const string NodePrefix = "node:";

    /// <summary>The group of enqueued work is this and the key of its specification.</summary>
    public const string WorkPrefix = "work:";

    private const string RunNow = "run-now";
    private const string WaitingId = "w_";

    /// <summary>Each piece of work is a job of its own in the store, because the store keeps equal jobs once and runs none beside itself.</summary>
    public static JobKey WorkOf(string key, string identity) => new(identity, WorkPrefix + key);

    public static JobKey ScheduleOf(string key) => new(key, Schedule);

    public static TriggerKey TriggerOf(JobKey job) => new(job.Name, job.Group);

    public static TriggerKey RunNowOf(string key) => new(key, RunNow);

    /// <summary>The key of the specification.</summary>
    public static string KeyOf(string name, string group) => IsWork(group) ? group[WorkPrefix.Length..] : name;

    /// <summary>Which piece of enqueued work; null for a schedule.</summary>
    public static string? IdentityOf(string name, string group) => IsWork(group) ? name : null;

    public static string? InputOf(JobDataMap data) => data.TryGetValue(SchedulerConstants.JobInput, out var input) ? input as string : null;

    /// <summary>The id of waiting work towards pages and clients: its name in the store, made fit for an address.</summary>
    public static string Pack(TriggerKey key) => WaitingId + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{key.Group}\n{key.Name}"));

    /// <summary>Null when this is not the id of enqueued work; a schedule's own trigger can never be taken out this way.</summary>
    public static TriggerKey? Unpack(string id)
    {
        if (!id.StartsWith(WaitingId, StringComparison.Ordinal) || !Base64Url.IsValid(id.AsSpan(WaitingId.Length))) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id.AsSpan(WaitingId.Length))).Split('\n', 2);
        return parts.Length == 2 && IsWork(parts[0]) ? new(parts[1], parts[0]) : null;
    }

    private static bool IsWork(string group) => group.StartsWith(WorkPrefix, StringComparison.Ordinal);
}
