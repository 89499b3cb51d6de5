from celery import shared_task

from basis import jobs


@shared_task
def run_job(taak_id: int) -> None:
    jobs.run(taak_id)


@shared_task
def sweep() -> None:
    jobs.sweep()
