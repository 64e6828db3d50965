namespace BlazorMedia.Web.Platform.Health;

/// <summary>What must have been started before requests may come in; registered by the feature that starts it.</summary>
/// <param name="Key">Shown to the monitor while it is missing.</param>
internal sealed record ReadinessPart(string Key, Func<IServiceProvider, CancellationToken, Task<bool>> IsReadyAsync);
