using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Operations;
using BlazorMedia.Web.Features.Operations.Settings;
using BlazorMedia.Web.Features.Recordings;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Features.Webhooks;
using BlazorMedia.Web.Platform;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Settings;
using BlazorMedia.Web.Shared;

int exitCode;
do exitCode = await RunAsync();
while (exitCode == AppRestart.Again);
return exitCode;

async Task<int> RunAsync()
{
    var isCommand = CommandLine.IsCommand(args);
    var builder = WebApplication.CreateBuilder(isCommand ? [] : args);

    builder.AddPlatform();
    builder.AddDatabase();
    builder.AddShared();
    builder.AddJobs();
    builder.AddAccounts();
    builder.AddWebhooks();
    builder.AddStreams();
    builder.AddRecordings();
    builder.AddOperations();
    if (isCommand) builder.LogToErrors();

    await using var app = builder.Build();

    try
    {
        if (isCommand) return await app.RunCommandAsync(args);
        app.RefuseMistakes();
        await app.MigrateDatabaseAsync();
        await app.ApplyStoredSettingsAsync();
        await app.PrepareAccountsAsync();

        app.UseSecurityHeaders();
        app.UseFirstRun();
        app.UsePlatform();
        app.MapAccounts();
        app.MapJobs();
        app.MapWebhooks();
        app.MapStreams();
        app.MapRecordings();
        app.MapOperations();
        app.MapShared();

        return await app.Services.GetRequiredService<AppRestart>().RunAsync(app);
    }
    catch (Exception exception) when (StartMistakes.IsForTheOperator(exception))
    {
        return StartMistakes.Print(exception);
    }
}
