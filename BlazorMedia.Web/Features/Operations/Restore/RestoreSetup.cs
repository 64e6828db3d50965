using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Operations.Restore;

internal static class RestoreSetup
{
    public static void AddRestore(this IServiceCollection services)
    {
        services.AddSingleton<OpenBackup>().AddSingleton<RecordingFiles>().AddSingleton<PresentKey>();
        services.AddSingleton<PreviewRestore>().AddSingleton<StageRestore>().AddSingleton<PendingRestore>();
        services.AddSingleton<PostgresRestore>().AddSingleton<RestoreNow>().AddSingleton<RestoreByPage>().AddSingleton<UploadBackup>();
        services.AddSingleton(RestoreCommand.Command);
        services.AddSingleton(new BeforeDatabase((s, _) =>
        {
            s.GetRequiredService<PendingRestore>().Apply();
            return Task.CompletedTask;
        }));
        services.AddHostedService<RestoreNote>();
    }
}
