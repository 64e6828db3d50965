namespace BlazorMedia.Web.Platform.Settings;

/// <summary>Fills <see cref="StoredSettings"/> from the database; registered by the feature that keeps them, for whoever makes the database ready.</summary>
internal sealed record StoredSettingsReader(Func<IServiceProvider, CancellationToken, Task> ApplyAsync);
