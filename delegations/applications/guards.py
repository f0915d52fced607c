"""What the database itself refuses about an application, as the bodies of its triggers."""

# Neither who checks nor who decides speaks for the club; to enter for it is not to speak for it.
NOBODY_IN_OWN_CAUSE = """
    IF TG_OP = 'UPDATE' AND (OLD.recommended_by_id, OLD.decided_by_id)
        IS NOT DISTINCT FROM (NEW.recommended_by_id, NEW.decided_by_id) THEN
        RETURN NEW;  -- who joins the club later stops nothing that others go on with
    END IF;
    IF EXISTS (
        SELECT 1 FROM delegations_declaredtie t
        WHERE t.application_id = NEW.record_ptr_id
        AND t.user_id IN (NEW.recommended_by_id, NEW.decided_by_id)
    ) THEN
        RAISE EXCEPTION 'somebody with a declared tie checks or decides'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_no_declared_tie';
    END IF;
    IF EXISTS (
        SELECT 1 FROM delegations_representative r
        WHERE r.club_id = NEW.club_id AND r.user_id IN (NEW.recommended_by_id, NEW.decided_by_id)
    ) THEN
        RAISE EXCEPTION 'somebody of the applying club checks or decides'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_nobody_in_own_cause';
    END IF;
    RETURN NEW;
"""
# What was decided, on which rules and why, is what the letter says: it is never rewritten.
DECISION_STAYS = """
    IF OLD.decided IS NOT NULL AND OLD.status NOT IN ('recommended', 'withdrawn') AND (
        (OLD.decided, OLD.decided_by_id, OLD.recommended_by_id, OLD.granted, OLD.advance,
         OLD.reasons, OLD.decision_text, OLD.conditions, OLD.assessment::text, OLD.version_used_id)
        IS DISTINCT FROM
        (NEW.decided, NEW.decided_by_id, NEW.recommended_by_id, NEW.granted, NEW.advance,
         NEW.reasons, NEW.decision_text, NEW.conditions, NEW.assessment::text, NEW.version_used_id)
    ) THEN
        RAISE EXCEPTION 'a decision stays as it was made'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_decision_stays';
    END IF;
    RETURN NEW;
"""
