namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>One running app that takes work.</summary>
/// <param name="IsThis">The one that answers.</param>
/// <param name="Since">When it was started.</param>
/// <param name="HeartbeatAt">When it last said that it lives; by its own clock.</param>
/// <param name="IsAlive">False: it stopped, or has been silent for longer than a node may.</param>
/// <param name="Running">How many jobs it runs now.</param>
/// <param name="Threads">How many it can run at once.</param>
public sealed record JobNode(Guid Id, string Name, bool IsThis, string Version, DateTimeOffset Since, DateTimeOffset HeartbeatAt, bool IsAlive, int Running, int Threads);
